"""Parts of pages: what they say, and what they say when there is nothing to say."""

import pytest

from tests.web.looking import form, part


def test_a_term_has_one_stitch_a_day_and_those_that_are_gone_are_solid():
    drawn = part("{{ parts.deadline('20 күн қалды', gone=10, total=30) }}")

    assert drawn == (
        '<p class="deadline">20 күн қалды</p>'
        '<svg class="stitches" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 297 8">'
        '<line x1="100" x2="297" y1="4" y2="4"/><line class="gone" x2="97" y1="4" y2="4"/></svg>'
    )


@pytest.mark.parametrize(("gone", "end"), [(0, 0), (1, 7), (30, 297), (31, 297)])
def test_stitches_stay_within_the_term(gone, end):
    assert f'class="gone" x2="{end}"' in part("{{ parts.deadline('', gone=gone, total=30) }}", gone=gone)


def test_a_fact_without_value_says_so_and_a_fact_to_change_names_itself():
    drawn = part("{{ parts.facts([('Телефон', ''), ('ЖСН', none), ('Балалар', 0), ('Аты', 'Гүлнәр', '/change')]) }}")

    assert drawn.count("көрсетілмеген") == 2
    assert "<dt>Балалар</dt><dd>0</dd>" in drawn
    assert '<dd>Гүлнәр <a href="/change">Өзгерту<span class="unseen">: Аты</span></a></dd>' in drawn


def test_a_figure_leads_to_its_records_zero_included_and_not_applicable_is_no_zero():
    assert '<b><a href="/requests">0</a></b>' in part("{{ parts.figure('Өтініштер', 0, '/requests') }}")
    assert '<p class="words">Қолданылмайды</p>' in part("{{ parts.figure('Келісімдер', none, '/agreements') }}")


def test_both_sides_are_drawn_alike():
    first, second = (part("{{ parts.side(n, 'тарап', 'Аты', 'қазақша') }}", n=n) for n in (1, 2))

    assert first.replace('data-side="1"', 'data-side="2"') == second


def test_a_thread_marks_what_is_past_and_where_we_are():
    drawn = part("{{ parts.thread([('Тіркелді', 'past', '26.05'), ('Шақырылды', 'now', ''), ('Аяқталды', '', '')]) }}")

    assert drawn == (
        '<ol class="thread across"><li class="past"><b>Тіркелді</b><span>26.05</span></li>'
        '<li aria-current="step"><b>Шақырылды</b></li><li><b>Аяқталды</b></li></ol>'
    )


def test_a_list_of_one_page_has_no_pager():
    assert part("{{ parts.pager('', '') }}") == ""
    assert 'rel="next" href="?after=7"' in part("{{ parts.pager('', '?after=7') }}")


def test_what_cannot_be_taken_back_is_a_post_with_a_way_out():
    drawn = part(
        "{{ parts.confirm(form, 'Аяқтайсыз ба?', 'Медиацияны аяқтау', '/cases/1', danger=true) }}", form=form(key="k")
    )

    assert '<form method="post"' in drawn
    assert 'name="csrf_token" value="token"' in drawn
    assert (
        '<button class="button danger">Медиацияны аяқтау</button><a class="button quiet" href="/cases/1">Болдырмау</a>'
        in drawn
    )


def test_words_are_never_html():
    drawn = part(
        "{{ parts.note(words) }}{{ parts.back('/', words) }}{{ parts.timeline([(words, words)]) }}", words="<b>"
    )

    assert "<b>" not in drawn
    assert drawn.count("&lt;b&gt;") == 4
