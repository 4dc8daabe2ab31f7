"""The ground floor: the words that every other room speaks."""
