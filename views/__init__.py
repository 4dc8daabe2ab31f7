"""What the runner sees: charts, tables and words are pure; only `session` knows Streamlit."""
