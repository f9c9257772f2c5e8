from runwright.kernel.errors import GuardFailed, Invalid, Kind, Missing, Reason, Refusal, Word


class TooLate(Refusal):
    kind = Kind.CONFLICT
    template = "{order} was due on {day}."
    field = "deadline"


def test_a_refusal_speaks_its_facts_and_has_a_stable_code() -> None:
    refusal = TooLate(order="MO-1", day="Monday")
    assert refusal.message() == "MO-1 was due on Monday."
    assert str(refusal) == refusal.message()
    assert refusal.code == "too_late"
    assert refusal.facts == {"order": "MO-1", "day": "Monday"}


def test_the_field_is_the_facts_else_the_classs() -> None:
    assert TooLate().reasons[0].field == "deadline"
    assert Invalid(field="quantity", problem="no").reasons[0].field == "quantity"


def test_every_reason_is_told() -> None:
    reasons = (Reason("{n} parts are short.", {"n": 3}), Reason("A timer runs."))
    assert GuardFailed(reasons=reasons).message() == "3 parts are short. A timer runs."


def test_lists_are_spoken_and_a_missing_fact_shows_its_name() -> None:
    reason = Reason("{items} at {place}", {"items": ["A", "B"]})
    assert reason.sentence() == "A, B at {place}"


def test_the_sentence_is_translated_before_its_facts_are_filled_in() -> None:
    refusal = Missing(record="order", key="MO-9")
    words = {Missing.template: "Nu există {record} {key}."}
    assert refusal.message(words.__getitem__) == "Nu există order MO-9."


def test_words_of_ours_are_said_in_the_readers_language_and_codes_are_not() -> None:
    class Unknown(Missing):
        template = "There is no {kind} {code}; known are {kinds}."

    german = {Unknown.template: "Kein {kind} {code}; es gibt {kinds}.", "item": "Artikel"}
    refusal = Unknown(kind=Word("item"), code="item", kinds=[Word("item"), "B-1"])
    assert refusal.message(lambda text: german.get(text, text)) == (
        "Kein Artikel item; es gibt Artikel, B-1."
    )
    assert refusal.facts["kind"] == "item"
