"""The search box as a reader meets it: what it finds, says, and where it leads."""

from playwright.sync_api import expect


def type_name(visitor, text):
    """Type into the map's search; its options."""
    visitor.map.locator(".find input").fill(text)
    return visitor.map.locator(".find [role=option]")


def test_enter_takes_the_best(visit):
    visitor = visit()
    for typed, name, place in (
        ("Harris", "Harris County", "48201"),
        ("gwinett", "Gwinnett County", "13135"),
        ("Allamance", "Alamance County", "37001"),
        ("33139", "33139", "12086"),
        ("wyoming highway patrol", "Wyoming State Highway Patrol", "WY"),
    ):
        expect(type_name(visitor, typed).first).to_contain_text(name)
        visitor.page.keyboard.press("Enter")
        visitor.see(place=place)
        expect(visitor.map.locator(".find input")).to_have_value("")


def test_a_city_of_several_counties_offers_them_by_share(visit):
    visitor = visit()
    options = type_name(visitor, "houston")
    expect(options.first).to_contain_text("Houston")
    visitor.page.keyboard.press("Enter")
    expect(options.first).to_contain_text("Harris County")
    expect(options.nth(1)).to_contain_text("of the people of Houston")
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    expect(visitor.atlas).to_have_attribute("data-place", "48157")


def test_the_box_says_what_it_does_not_find_and_closes(visit):
    visitor = visit("?place=TX")
    type_name(visitor, "xqzzy")
    expect(visitor.map.locator(".find [role=status]")).to_have_text("Nothing found")
    visitor.page.keyboard.press("Escape")
    expect(visitor.map.locator(".find [role=status]")).to_be_hidden()
    visitor.see(place="TX")


def test_names_that_do_not_arrive_are_asked_for_again(visit):
    # A browser of its own, which has not loaded the names before.
    visitor = visit(java_script_enabled=True)
    visitor.page.route("**/names-en-*.js", lambda route: route.abort())
    type_name(visitor, "harris")
    expect(visitor.map.locator(".find [role=status]")).to_contain_text("could not be loaded")
    visitor.page.unroute("**/names-en-*.js")
    expect(type_name(visitor, "harris tx").first).to_contain_text("Harris County")
    # What the browser says of the file that did not come.
    visitor.errors.clear()
