"""Ready posts: what a view says, in as many characters as networks allow."""

from dataclasses import replace

from geo.finding import Finding, find_view
from geo.words.agencies import list_agencies
from geo.words.caption import close_sentence, describe_trend
from geo.words.credits import write_short_source
from geo.words.headline import write_text
from geo.words.language import N_, format_short_date
from geo.words.names import ANY_REACH, LOCAL_REACH, Phrases, capitalize

# Characters: of X, of Bluesky, of Mastodon.
LENGTHS = (280, 300, 500)


def write_posts(finding: Finding, language: str, link: str = "") -> dict[int, str]:
    """Write posts on a view in a language: texts by the number of characters that each may have.

    Each begins with the headline, or with what it is about where that is too long; the sentences
    after it are added whole, as far as there is room. It ends with date, source, the name of the
    Atlas and `link` as it is (blank: none), which the caller pins to the date. A length that has no
    room for beginning and end is left out.
    """
    finding = find_view(finding.record, replace(finding.view, lang=language))
    phrases = Phrases(finding.record, language, finding.view.name)
    text = write_text(finding)
    leads = [close_sentence(lead) for lead in (text.headline, _write_topic(finding, phrases))]
    sentences = _list_sentences(finding, phrases, text.numbers)
    tail = _write_tail(finding, phrases, link)
    posts = {}
    for length in LENGTHS:
        room = length - len(tail) - 1
        lead = next((lead for lead in leads if len(lead) <= room), None)
        if lead:
            posts[length] = f"{_add_sentences(lead, sentences, room)}\n{tail}"
    return posts


def _list_sentences(finding, phrases, numbers):
    """List what is told after the headline; what would mislead without the rest is one piece."""
    told = [close_sentence(str(number)) for number in numbers]
    agencies = [
        close_sentence(f"{name}: {told}" if name else told)
        for name, told in list_agencies(finding, phrases)
    ]
    trend = close_sentence(describe_trend(finding, phrases))
    # Gains with losses, what was with what is.
    pieces = [" ".join(told[:2]), *told[2:]] if finding.view.compare else told
    return [*pieces, *([" ".join(agencies)] if agencies else []), trend]


def _add_sentences(text, sentences, most):
    """Add sentences to a text in their order, up to the first for which there is no room."""
    for sentence in sentences:
        if len(text) + 1 + len(sentence) > most:
            break
        text = f"{text} {sentence}"
    return text


def _write_topic(finding, phrases):
    """Say what is told of where, shorter than a headline."""
    view = finding.view
    reaches = ANY_REACH if finding.counts_statewide else LOCAL_REACH
    remark = phrases.say(reaches[view.reach]) if view.reach != "all" else ""
    topic = phrases.say(
        N_("{what} with {ice} in {place}"),
        what=phrases.name_agreements(view.models, remark=remark),
        ice=phrases.name_authority(view.dates[-1]),
        place=phrases.name_place(view.place),
    )
    return capitalize(topic)


def _write_tail(finding, phrases, link):
    source = write_short_source(finding)
    dates = " – ".join(format_short_date(day, phrases.language) for day in finding.view.dates)
    # The source names the day of the list, mostly that of the view as well.
    dated = source if dates in source else f"{dates}. {source}"
    return f"{dated}. 287(g) Atlas" + (f": {link}" if link else "")
