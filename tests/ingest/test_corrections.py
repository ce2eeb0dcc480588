"""A correction fits one printed value of one agency, and each use of it is counted."""

from geo.ingest.corrections import Correction, Corrections, count_uses

KEY = ("county", "FL", "Bay Police Department", "Bya")
CORRECTIONS = Corrections([Correction(*KEY, "Bay", "a typing error")])


def test_a_correction_is_found_by_all_of_its_key_and_counted():
    corrections = CORRECTIONS.start_count()
    assert corrections.find(*KEY) == "Bay"
    assert corrections.find(*KEY) == "Bay"
    for place in range(4):
        other = (*KEY[:place], "other", *KEY[place + 1 :])
        assert corrections.find(*other) is None
    assert corrections.used == {KEY: 2}
    assert CORRECTIONS.used == {}


def test_a_value_mended_to_nothing_is_found():
    blank = Corrections([Correction(*KEY, "", "no county")])
    assert blank.find(*KEY) == ""


def test_uses_add_up_from_list_to_list_and_name_the_first_and_the_last():
    other = ("model", *KEY[1:])
    uses = count_uses((), {KEY: 2}, "one.xlsx")
    uses = count_uses(uses, {other: 1}, "two.xlsx")
    uses = count_uses(uses, {KEY: 3}, "three.xlsx")
    assert [(use.field, use.rows, use.first_list, use.last_list) for use in uses] == [
        ("county", 5, "one.xlsx", "three.xlsx"),
        ("model", 1, "two.xlsx", "two.xlsx"),
    ]
