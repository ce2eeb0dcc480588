"""Baseline: the map as folium.GeoJson, rendered anew for each month of a Streamlit slider."""

import streamlit as st
from streamlit_folium import st_folium

from benchmarks.baselines import build_rerendered, list_months

st.set_page_config(layout="wide")
months = list_months()
step = st.slider("Month", 0, len(months) - 1, len(months) - 10)
st_folium(build_rerendered(months[step], step), height=640, width=1000, returned_objects=[])
