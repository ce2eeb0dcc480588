"""Baseline: a Streamlit page with one line of text."""

import streamlit as st

st.html('<p id="painted">Nothing but text</p>')
