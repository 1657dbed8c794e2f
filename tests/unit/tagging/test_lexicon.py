"""The lexicon: what a linguist writes is what is read, and what cannot be read is named with file and line."""

import datetime
from pathlib import Path

import pytest

from streams.tagging.lexicon import BUILT_IN, Affiliation, Entry, Lexicon, LexiconError, Source
from streams.tagging.lexicon.inspect import check, find


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def write(directory: Path, name: str, text: str) -> Path:
    (directory / name).write_text(text, encoding="utf-8")
    return directory


def codes(entry: Entry, day: datetime.date | None) -> str:
    return entry.affiliation(day).cameo


# -- the built-in data


def test_every_state_of_iso_3166_has_an_entry(lexicon: Lexicon) -> None:
    import pycountry

    missing = [country.alpha_3 for country in pycountry.countries if country.alpha_3 not in lexicon.entries]
    assert missing == []


def test_every_code_of_the_built_in_data_begins_with_a_state_or_a_known_group(lexicon: Lexicon) -> None:
    groups = {"IGO", "IMG", "NGO", "WST"}
    wrong = {
        (entry.name, affiliation.cameo)
        for entry in lexicon.entries.values()
        for affiliation in entry.affiliations
        if not lexicon.is_state(affiliation.cameo[:3]) and affiliation.cameo[:3] not in groups
    }
    assert wrong == set()


def test_no_name_stands_for_two_actors_by_accident() -> None:
    assert check().ambiguous == []


def test_the_hash_is_of_the_contents() -> None:
    assert Lexicon.load().hash == Lexicon.load().hash


def test_a_comment_or_a_blank_line_does_not_change_the_hash(tmp_path: Path, lexicon: Lexicon) -> None:
    added = write(tmp_path, "actors-mine.txt", "# nothing but this\n\n[party]\n")
    assert Lexicon.load(added).hash == lexicon.hash


def test_an_added_actor_changes_the_hash(tmp_path: Path, lexicon: Lexicon) -> None:
    added = write(tmp_path, "actors-mine.txt", "[party]\nBlue Party | EGYPTY | الحزب الأزرق\n")
    assert Lexicon.load(added).hash != lexicon.hash


def test_nobody_serves_two_terms_that_end_before_they_begin_or_overlap(lexicon: Lexicon) -> None:
    """The same code twice on one day is a slip of the pen; different codes on one day are two offices."""
    wrong = []
    for entry in lexicon.entries.values():
        dated = [a for a in entry.affiliations if a.dated]
        for i, one in enumerate(dated):
            for other in dated[i + 1 :]:
                if one.cameo == other.cameo and one.start and other.start:
                    first, second = sorted((one, other), key=lambda a: a.start or datetime.date.min)
                    if first.end is None or (second.start and first.end > second.start):
                        wrong.append((entry.name, first, second))
    assert wrong == []


# -- days of office


OFFICE = Entry(
    "x",
    "X",
    "person",
    (
        Affiliation("AAAGOV", datetime.date(2000, 1, 1), datetime.date(2004, 12, 31)),
        Affiliation("AAAOPP", datetime.date(2010, 1, 1), None),
        Affiliation("AAAELI"),
    ),
    (),
    Source("x", 1),
)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2000-01-01", "AAAGOV"),
        ("2004-12-31", "AAAGOV"),
        ("2005-01-01", "AAAELI"),
        ("1999-12-31", "AAAELI"),
        ("2010-01-01", "AAAOPP"),
        ("2030-01-01", "AAAOPP"),
    ],
)
def test_the_code_is_that_of_the_day_and_both_ends_count(day: str, code: str) -> None:
    assert codes(OFFICE, datetime.date.fromisoformat(day)) == code


def test_without_a_day_the_undated_code_holds() -> None:
    assert codes(OFFICE, None) == "AAAELI"


@pytest.mark.parametrize(
    ("day", "code"), [("1990-01-01", "AAAGOV"), ("2009-12-30", "AAAOPP"), ("2005-02-01", "AAAGOV"), (None, "AAAOPP")]
)
def test_without_an_undated_code_the_nearest_holds(day: str | None, code: str) -> None:
    dated = Entry("x", "X", "person", OFFICE.affiliations[:2], (), Source("x", 1))
    assert codes(dated, datetime.date.fromisoformat(day) if day else None) == code


def test_of_two_offices_on_one_day_the_later_begun_counts() -> None:
    both = (Affiliation("AAAGOV", datetime.date(2000, 1, 1)), Affiliation("AAAMIL", datetime.date(2005, 1, 1)))
    assert codes(Entry("x", "X", "person", both, (), Source("x", 1)), datetime.date(2006, 1, 1)) == "AAAMIL"


def test_a_year_and_a_month_stand_for_their_first_and_last_day(tmp_path: Path) -> None:
    added = write(tmp_path, "actors-mine.txt", "[person]\nA B | EGYGOV 2001..2004-02 | فلان الفلاني\n")
    (affiliation,) = Lexicon.load(added).entries["a-b"].affiliations
    assert (affiliation.start, affiliation.end) == (datetime.date(2001, 1, 1), datetime.date(2004, 2, 29))


# -- folders on top


def test_an_actor_of_the_same_name_replaces_the_built_in_one(tmp_path: Path) -> None:
    added = write(tmp_path, "actors-mine.txt", "[party]\nHamas | PSEPTY | حركة حماس\n")
    hamas = Lexicon.load(added).entries["hamas"]
    assert (hamas.kind, [a.cameo for a in hamas.affiliations], len(hamas.aliases)) == ("party", ["PSEPTY"], 1)


def test_an_actor_without_names_is_removed(tmp_path: Path) -> None:
    added = write(tmp_path, "actors-mine.txt", "[armed_group]\nHamas | PSEREB | -\n")
    assert "hamas" not in Lexicon.load(added).entries


def test_names_of_a_state_are_added_to_those_it_has(tmp_path: Path, lexicon: Lexicon) -> None:
    added = Lexicon.load(write(tmp_path, "states.txt", "FRA | | بلاد الغال\n"))
    assert len(added.entries["FRA"].aliases) == len(lexicon.entries["FRA"].aliases) + 1


def test_places_of_an_own_folder_leave_the_built_in_ones(tmp_path: Path, lexicon: Lexicon) -> None:
    added = Lexicon.load(write(tmp_path, "places.txt", "EGY | الضيعة\n"))
    assert len(added.entries) == len(lexicon.entries) + 1


def test_a_folder_with_other_files_adds_nothing(tmp_path: Path, lexicon: Lexicon) -> None:
    assert Lexicon.load(write(tmp_path, "rules.toml", "")).hash == lexicon.hash


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        Lexicon.load(tmp_path / "nowhere")


# -- errors


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("actors-a.txt", "[party]\n\nHamas | hamas | حماس", r"actors-a\.txt:3: expected a CAMEO code.*'hamas'"),
        ("actors-a.txt", "Hamas | PSEREB | حماس", r"actors-a\.txt:1: expected a section line such as \[party\]"),
        ("actors-a.txt", "[parti]\nHamas | PSEREB | حماس", r"actors-a\.txt:2: .*\[parti\]"),
        ("actors-a.txt", "[party]\nHamas | PSEREB", r"actors-a\.txt:2: expected Arabic names in field 3"),
        ("actors-a.txt", "[party]\nحماس | PSEREB | حماس", r"actors-a\.txt:2: expected an English name in Latin"),
        ("actors-a.txt", "[party]\nA | EGYPTY 2001-13..2002 | أ ب", r"actors-a\.txt:2: '2001-13' is no day"),
        ("actors-a.txt", "[party]\nA | EGYPTY 2001 | أ ب", r"actors-a\.txt:2: expected a period such as"),
        ("actors-a.txt", "[party]\nA | EGYPTY yesterday.. | أ ب", r"actors-a\.txt:2: expected a day such as"),
        ("actors-a.txt", "[party]\nA | EGYPTY 2004..2001 | أ ب", r"actors-a\.txt:2: .*ends after it begins"),
        ("actors-a.txt", "[party]\nA | ; | أ ب", r"actors-a\.txt:2: expected at least one CAMEO code"),
        ("actors-a.txt", "[party]\nA | EGYPTY | أ ب, !", r"actors-a\.txt:2: expected a name, got '!'"),
        ("actors-a.txt", "[party]\nA | EGYPTY | أ ب\nA | EGYPTY | ج د", r"actors-a\.txt:3: a was defined before.*:2"),
        ("states.txt", "FRX | فرنسي", r"states\.txt:1: expected an ISO 3166-1 alpha-3 code, got 'FRX'"),
        ("states.txt", "FRA | فرنسا", r"states\.txt:1: expected the masculine singular of a nisba.*'فرنسا'"),
        ("places.txt", "XXX | باريس", r"places\.txt:1: expected an ISO 3166-1 alpha-3 code or -"),
        ("places.txt", "FRA |", r"places\.txt:1: expected names of places in field 2"),
        ("peoples.txt", "Gauls | GAL | XXX | غالي", r"peoples\.txt:1: .*'XXX'"),
        ("peoples.txt", "Gauls | GAL | - | غالي | tribe", r"peoples\.txt:1: expected a kind of"),
        ("agents.txt", "وزير | government | GOV | minister", r"agents\.txt:1: expected a section \[person\]"),
        ("agents.txt", "[person]\nوزير | minister | GOV | minister", r"agents\.txt:2: expected a kind of"),
        ("agents.txt", "[person]\nوزير | government | gov | minister", r"agents\.txt:2: expected CAMEO role codes"),
        ("modifiers.txt", "أمني | safe | COP", r"modifiers\.txt:1: expected a kind of"),
        ("words.txt", "محمد", r"words\.txt:1: expected a \[section\] line"),
        ("verbs.txt", "اتهم", r"verbs\.txt:1: expected a file name that begins with one of states"),
    ],
)
def test_an_error_names_file_and_line_and_says_what_was_expected(
    tmp_path: Path, file: str, text: str, message: str
) -> None:
    with pytest.raises(LexiconError, match=message):
        Lexicon.load(write(tmp_path, file, text))


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "actors-a.txt").write_bytes(b"[party]\n" + "حماس".encode("cp1256"))
    with pytest.raises(LexiconError, match=r"actors-a\.txt:1: expected UTF-8"):
        Lexicon.load(tmp_path)


# -- looking into it


def test_find_takes_proclitics_off_and_names_the_line(lexicon: Lexicon) -> None:
    (finding,) = find(lexicon, "وبالروسية")
    assert finding.source.file == "states.txt"
    assert "Russia RUS" in finding.what


def test_find_knows_names_of_several_words(lexicon: Lexicon) -> None:
    assert any("Boutros-Ghali" in finding.what for finding in find(lexicon, "بطرس غالي"))


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("حكومته", "agent noun: government"),
        ("وزراء الداخلية", "agent noun: interior minister"),
        ("الأمنية", "modifier: police COP"),
        ("مالي", "weak name of state Mali"),
        ("كوري", "adjective of origin: South Korea"),
        ("سمير", "in the list [given_names]"),
        ("نهر الأردن", "no actor"),
    ],
)
def test_find_says_what_words_may_be(lexicon: Lexicon, words: str, what: str) -> None:
    assert any(what in finding.what for finding in find(lexicon, words))


def test_find_knows_nothing_of_what_is_no_actor(lexicon: Lexicon) -> None:
    assert find(lexicon, "زقزقة") == []
    assert find(lexicon, "؟") == []


def test_check_counts_what_is_in_a_folder_on_top(tmp_path: Path) -> None:
    added = write(tmp_path, "actors-mine.txt", "[party]\nBlue Party | EGYPTY | الحزب الأزرق, حماس\n")
    report = check(added)
    assert report.counts["actors"] == check().counts["actors"] + 1
    assert [finding.what.split(":")[0] for finding in report.ambiguous] == ["حماس"]


def test_the_built_in_files_all_have_a_head_that_explains_them() -> None:
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in BUILT_IN.glob("*.txt"))
