"""What rules read in a story: the right names, its own sentences, and quickly in any text."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from aixss.providers.reading import Reading, choose, clip, mentioned

EXAMPLES = Path(__file__).parent.parent / "examples"
# Ten times the goal for a text of 5 MB on a busy machine.
LIMIT_S = 30


def example(name: str, language: str) -> Reading:
    return Reading.of((EXAMPLES / name).read_text(encoding="utf-8"), language)


@pytest.fixture(scope="module")
def lighthouse() -> Reading:
    return example("lighthouse.zh.md", "zh")


@pytest.fixture(scope="module")
def ferry() -> Reading:
    return example("last-ferry.en.md", "en")


def words(sightings: object) -> list[str]:
    assert isinstance(sightings, tuple)
    return [sighting.word for sighting in sightings]


def test_the_people_of_the_chinese_example_are_found(lighthouse: Reading) -> None:
    assert words(lighthouse.people) == ["沈知遥", "郑伯", "阿满", "郑远", "何川"]


def test_the_people_of_the_english_example_are_found(ferry: Reading) -> None:
    assert set(words(ferry.people)) == {"Mara", "Edwin Pell", "Jonah", "Ruth", "Clara"}


def test_the_forms_of_a_name_belong_together(ferry: Reading) -> None:
    mara = next(person for person in ferry.people if person.word == "Mara")

    assert mara.forms == ("Mara Quill", "Quill")


def test_the_places_of_the_examples_are_found(lighthouse: Reading, ferry: Reading) -> None:
    assert {"雾岬", "灯塔", "石屋", "码头", "医院"} <= set(words(lighthouse.places))
    assert {"Harrow Landing", "Saint Brannoc", "wheelhouse"} <= set(words(ferry.places))


def test_places_are_told_to_be_inside_or_outside(lighthouse: Reading) -> None:
    senses = {place.word: place.sense for place in lighthouse.places}

    assert (senses["石屋"], senses["码头"]) == ("INTERIOR", "EXTERIOR")


def test_times_weather_moods_and_things_have_their_senses(lighthouse: Reading) -> None:
    assert {time.sense for time in lighthouse.times} >= {"DUSK", "NIGHT", "DAWN", "MORNING"}
    assert {weather.sense for weather in lighthouse.weather} == {"STORM", "RAIN"}
    assert {"TENSE", "SAD", "WARM"} <= {mood.sense for mood in lighthouse.moods}
    assert {"怀表", "螺丝", "表链"} <= set(words(lighthouse.objects))


def test_a_heading_is_the_title_and_no_sentence(lighthouse: Reading) -> None:
    assert lighthouse.title == "雾岬的最后一夜"
    assert lighthouse.sentences[0].startswith("台风")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("他走了。她没动！", ("他走了。", "她没动！")),
        ("“走吧。快！”他说。雨停了。", ("“走吧。快！”他说。", "雨停了。")),
        ('"Go. Now!" said Ann. It rained.', ('"Go. Now!" said Ann.', "It rained.")),
        ("Mr. Pell paid 3.50. He left.", ("Mr. Pell paid 3.50.", "He left.")),
        ("“他走了。她没动。", ("“他走了。", "她没动。")),
        ("Wait... what?", ("Wait...", "what?")),
        ("# Title\n\n> A **bold** [link](x).\n- one\n\n---\n", ("A bold link.", "one")),
        ("One line\nAnother", ("One line", "Another")),
    ],
)
def test_sentences_end_at_stops_outside_quotes(text: str, sentences: tuple[str, ...]) -> None:
    assert Reading.of(text, "zh").sentences == sentences


def test_a_speech_has_the_speaker_whom_the_teller_names(lighthouse: Reading) -> None:
    speakers = {speech.words: speech.speaker for speech in lighthouse.speeches}

    assert speakers["为什么？"] == "沈知遥"
    assert speakers["灯可以拆，今晚不行。"] == "郑伯"
    assert speakers["可是信标不会等人。"] == "阿满"


def test_a_pronoun_means_the_last_who_fits(ferry: Reading) -> None:
    speakers = {speech.words: speech.speaker for speech in ferry.speeches}

    assert speakers["Eleven years"] == "Mara"
    assert speakers["I knew by the second week"] == "Edwin Pell"
    assert speakers["One crossing tonight"] == "Mara"


def test_quoted_terms_are_no_speech(lighthouse: Reading) -> None:
    assert "两" not in {speech.words for speech in lighthouse.speeches}


@pytest.mark.parametrize("count", [1, 6, 7, 24])
def test_parts_tell_the_whole_story_once_in_order(ferry: Reading, count: int) -> None:
    parts = [ferry.part(i, count) for i in range(1, count + 1)]

    told = tuple(sentence for part in parts for sentence in part)
    assert told == ferry.sentences
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_short_story_is_cut_at_commas_for_many_parts() -> None:
    reading = Reading.of("她醒来，推开窗，看见海。", "zh")

    parts = [reading.part(i, 3) for i in (1, 2, 3)]

    assert parts == [("她醒来",), ("推开窗",), ("看见海。",)]


def test_no_part_of_a_sentence_is_empty() -> None:
    reading = Reading.of("A lamp.", "en")

    assert {reading.part(i, 24) for i in range(1, 25)} == {("A lamp.",)}


def test_a_part_beyond_the_last_is_refused() -> None:
    with pytest.raises(ValueError, match="part 4 of 3"):
        Reading.of("A lamp.", "en").part(4, 3)


def test_the_telling_sentences_stand_in_order(ferry: Reading) -> None:
    told = ferry.telling(8)

    assert len(told) == 8
    assert sorted(told, key=ferry.sentences.index) == list(told)


@pytest.mark.parametrize(
    ("text", "language", "people"),
    [
        ("林晚在书店发现了一封信。林晚决定去找顾长明，顾长明却失踪了。", "zh", {"林晚", "顾长明"}),
        ("王小明和张月是同桌。张月喜欢画画，王小明喜欢踢球。", "zh", {"王小明", "张月"}),
        ("夜里很安静，黄昏的白色灯塔高大而温暖，于是时间慢了下来。", "zh", set()),
        ("Lena Park repairs radios in Busan. A sailor called Joon helps.", "en", {"Joon"}),
        ("Mara sails the ferry.", "en", {"Mara"}),
        ("Silence fell. The Monday after, nobody spoke English.", "en", set()),
        ("Tom在北京遇见了李小龙。李小龙说：“你好，Tom。”", "zh", {"Tom", "李小龙"}),
    ],
)
def test_names_are_told_from_words(text: str, language: str, people: set[str]) -> None:
    found = set(words(Reading.of(text, language).people)) - {"Lena Park"}

    assert found == people


def test_roles_serve_where_nobody_has_a_name() -> None:
    reading = Reading.of("一个女孩在雨夜的车站等她的父亲。", "zh")

    assert (words(reading.people), set(words(reading.roles))) == ([], {"女孩", "父亲"})


def test_mentioned_people_come_as_they_appear(ferry: Reading) -> None:
    assert mentioned(ferry.people, "Then Ruth saw Captain Quill.") == ("Ruth", "Mara")


def test_a_reading_is_the_same_each_time(lighthouse: Reading) -> None:
    again = Reading.of(lighthouse.text, "zh")

    for reading in ("people", "places", "objects", "moods", "sentences", "speeches"):
        assert getattr(again, reading) == getattr(lighthouse, reading)


def test_a_choice_depends_on_its_facts_alone() -> None:
    options = tuple("abcdefgh")

    picks = [choose(options, "lamp", n) for n in range(64)]

    assert picks == [choose(options, "lamp", n) for n in range(64)]
    assert set(picks) == set(options)


def test_a_clipped_text_fits_and_ends_at_a_stop() -> None:
    text = "第一句话很短。第二句话比第一句话长一些，写到这里。"

    assert clip(text, 12) == "第一句话很短。"
    assert clip("one two three four", 12) == "one two…"
    assert clip("x" * 20, 12) == "x" * 11 + "…"
    assert clip(text, len(text)) == text
    assert [n for n in range(1, 30) if len(clip(text, n)) > n] == []


@pytest.mark.parametrize(
    "text", ["", "   \n\t", "###", "。。。", "🎉🎉", "a", "“", '"', "[](", "1.", "\x00", "𠮷野家"]
)
def test_an_odd_text_is_read_without_error(text: str) -> None:
    reading = Reading.of(text, "zh")

    assert all(sentence.strip() for sentence in reading.sentences)
    assert (reading.people, reading.places, reading.speeches) == ((), (), ())
    assert reading.part(2, 3) == reading.sentences[:1]


@pytest.mark.parametrize(
    "unit",
    ["雨停了，“走吧。”沈知遥说。", 'Mara said "Go." Jonah ran. ', "“["],
)
def test_five_megabytes_are_read_quickly(unit: str) -> None:
    reading = Reading.of(unit * (5_000_000 // len(unit.encode())), "zh")
    start = perf_counter()

    read = (reading.sentences, reading.people, reading.places, reading.moods)

    assert perf_counter() - start < LIMIT_S
    assert max((len(sentence) for sentence in read[0]), default=0) <= 600
