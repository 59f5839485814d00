"""Background work: answers come back in order, late ones are dropped, faults are told apart."""

from __future__ import annotations

import threading

import pytest

from app.jobs import Jobs
from models.domain.errors import InputError


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.stop()


def test_an_answer_comes_back_on_the_gui_thread(jobs: Jobs, qtbot) -> None:
    threads = []
    with qtbot.waitSignal(jobs.busyChanged, check_params_cb=lambda busy: not busy):
        jobs.run(
            threading.get_ident, lambda worker: threads.append((worker, threading.get_ident()))
        )
    ((worker, gui),) = threads
    assert worker != gui
    assert gui == threading.get_ident()


def test_of_a_topic_only_the_latest_answer_counts(jobs: Jobs, qtbot) -> None:
    held = threading.Event()
    answers = []
    jobs.run(lambda: held.wait(10) and 1, answers.append, topic="choose")
    jobs.run(lambda: 2, answers.append, topic="choose")
    held.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert answers == [2]


def test_finish_hands_answers_back_at_once_but_waits_for_no_page(jobs: Jobs, qtbot) -> None:
    held = threading.Event()
    answers = []
    jobs.run(lambda: held.wait(10), lambda _: answers.append("page"), beside=True)
    jobs.run(lambda: "edit", answers.append)
    jobs.finish()
    assert answers == ["edit"]
    held.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert answers == ["edit", "page"]


def test_the_worlds_fault_and_ours_are_told_apart(jobs: Jobs, qtbot) -> None:
    def refused() -> None:
        raise InputError("Nej.", "No.")

    with qtbot.waitSignal(jobs.refused):
        jobs.run(refused, lambda _: None)
    with qtbot.waitSignal(jobs.broken) as broken, qtbot.captureExceptions():
        jobs.run(lambda: 1 / 0, lambda _: None)
    assert isinstance(broken.args[0], ZeroDivisionError)


def test_work_beside_can_be_held_until_a_window_is_painted(jobs: Jobs, qtbot) -> None:
    answers = []
    jobs.hold_beside()
    jobs.run(lambda: "page", answers.append, beside=True)
    jobs.run(lambda: "edit", answers.append)
    jobs.finish()
    assert (answers, jobs.is_busy) == (["edit"], True)
    jobs.release_beside()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert answers == ["edit", "page"]
