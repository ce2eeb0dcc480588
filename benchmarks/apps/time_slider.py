"""Baseline: the map as folium's TimeSliderChoropleth with monthly steps."""

import streamlit as st
from streamlit_folium import st_folium

from benchmarks.baselines import build_time_slider

st.set_page_config(layout="wide")
st_folium(build_time_slider(), height=640, width=1000, returned_objects=[])
