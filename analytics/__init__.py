"""The wing that measures: from records to summaries, load, spikes, leans and flags. Pure."""
