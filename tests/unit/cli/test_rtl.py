"""Arabic in a terminal, in each of the ways."""

from streams.cli.rtl import RightToLeft, clean, right_to_left

SENTENCE = "اتهمت موسكو كييف بخرق الهدنة"


def test_auto_is_isolate_on_a_terminal_and_none_elsewhere() -> None:
    assert right_to_left("auto", is_terminal=True, width=80).mode == "isolate"
    assert right_to_left("auto", is_terminal=False, width=80).mode == "none"


def test_a_mode_asked_for_holds_for_a_pipe_too() -> None:
    assert right_to_left("visual", is_terminal=False, width=80).mode == "visual"


def test_isolates_surround_the_text_in_logical_order() -> None:
    assert RightToLeft("isolate").phrase("موسكو") == "\u2068موسكو\u2069"


def test_none_leaves_the_text_alone() -> None:
    assert RightToLeft("none").phrase("موسكو") == "موسكو"


def test_visual_order_is_what_a_reader_sees_from_left_to_right() -> None:
    # The number keeps its own direction: only its place among the words changes.
    assert RightToLeft("visual").phrase("في 23 فبراير") == "رياربف 23 يف"


def test_visual_lines_are_cut_before_they_are_reordered_so_that_the_first_stays_first() -> None:
    first, second = RightToLeft("visual", width=20).paragraph(SENTENCE).splitlines()
    assert first[::-1] == "اتهمت موسكو كييف"
    assert second[::-1] == "بخرق الهدنة"


def test_the_first_whole_word_is_marked_and_no_other() -> None:
    marked = RightToLeft("none").paragraph("واتهمت موسكو اتهمت اتهمت", "اتهمت", lambda word: f"<{word}>")
    assert marked == "واتهمت موسكو <اتهمت> اتهمت"


def test_in_visual_order_one_line_of_several_is_marked() -> None:
    marked = RightToLeft("visual", width=20).paragraph(f"{SENTENCE} كما اتهمت", "اتهمت", lambda word: f"<{word}>")
    assert marked.count("<") == 1
    assert "<تمهتا>" in marked.splitlines()[0]


def test_a_mark_that_is_not_there_marks_nothing() -> None:
    assert RightToLeft("none").paragraph(SENTENCE, "واشنطن", lambda word: f"<{word}>") == SENTENCE


def test_an_article_cannot_drive_the_terminal_or_turn_our_text_around() -> None:
    assert clean("قبل\x1b[2Jبعد\u202eنص\u2069") == "قبل [2Jبعد نص "
