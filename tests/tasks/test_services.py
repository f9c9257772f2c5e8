"""Asking for work, cancelling it, and the steps of a run."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from runwright.kernel.errors import Forbidden
from runwright.kernel.transitions import WrongState
from runwright.people.actor import Actor, system_actor
from runwright.tasks import services
from runwright.tasks.errors import JobIsOver, JobNotFound
from runwright.tasks.models import JobRun
from runwright.tasks.selectors import job_get, jobs_all
from runwright.tasks.states import LIFE, STATES

pytestmark = pytest.mark.django_db
PROGRAM = system_actor("test")


def someone(user_id: int, *permissions: str) -> Actor:
    return Actor(user_id=user_id, label=f"user {user_id}", permissions=frozenset(permissions))


def ask(actor: Actor = PROGRAM, once: str = "") -> JobRun:
    return services.enqueue(
        task="test.task", label="Test", actor=actor, arguments={"number": 7}, once=once
    )


def test_asking_puts_one_job_with_its_arguments_into_the_queue():
    job = ask()
    queued = ProcrastinateJob.objects.get(id=job.queue_id)
    assert queued.task_name == "test.task"
    assert queued.args == {"job_id": str(job.id), "number": 7}
    assert (job.state, job.created_by_label) == ("queued", "test")


def test_work_that_rolls_back_is_not_asked_for():
    with pytest.raises(RuntimeError), transaction.atomic():
        ask()
        raise RuntimeError
    assert not JobRun.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_work_asked_for_once_is_there_once_until_it_ends():
    first = ask(once="plan")
    assert ask(once="plan").id == first.id
    assert ask(once="other").id != first.id
    services.job_cancel(job_id=first.id, actor=PROGRAM)
    assert ask(once="plan").id != first.id


def test_the_database_itself_keeps_active_work_unique():
    ask(once="plan")
    with pytest.raises(IntegrityError), transaction.atomic():
        JobRun.objects.create(task="t", label="l", once="plan", created_by_label="x")


@pytest.mark.parametrize(
    ("state", "verb"), list(product(STATES, ["begin", "finish", "fail", "stop", "cancel"]))
)
def test_every_verb_in_every_state_does_what_the_table_says(state, verb):
    job = ask()
    JobRun.objects.filter(id=job.id).update(state=state)
    step = LIFE.find(state, verb)
    expected = (step and step.target) or state
    calls = {
        "begin": lambda: services.job_begin(job_id=job.id),
        "finish": lambda: services.job_finish(job_id=job.id),
        "fail": lambda: services.job_fail(job_id=job.id, error="Broken."),
        "stop": lambda: services.job_stop(job_id=job.id),
        "cancel": lambda: services.job_cancel(job_id=job.id, actor=PROGRAM),
    }
    if step:
        calls[verb]()
    elif verb == "begin":
        assert calls[verb]() is None
    else:
        with pytest.raises((WrongState, JobIsOver)):
            calls[verb]()
    job.refresh_from_db()
    assert job.state == expected
    assert job.cancel_asked == ((verb, state) == ("cancel", "running"))


def test_a_run_whose_worker_died_after_the_wish_to_cancel_is_not_begun_again():
    job = ask()
    services.job_begin(job_id=job.id)
    services.job_cancel(job_id=job.id, actor=PROGRAM)
    assert services.job_begin(job_id=job.id) is None
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_own_work_may_be_cancelled_and_others_only_with_the_right():
    job = ask(actor=someone(5))
    with pytest.raises(Forbidden):
        services.job_cancel(job_id=job.id, actor=someone(6))
    services.job_cancel(job_id=job.id, actor=someone(5))
    other = ask(actor=someone(5))
    services.job_cancel(job_id=other.id, actor=someone(6, "tasks.job_cancel"))


def test_people_see_their_own_runs_and_the_office_all():
    mine, other = ask(actor=someone(5)), ask(actor=someone(6))
    assert set(jobs_all(actor=someone(5))) == {mine}
    assert set(jobs_all(actor=someone(7, "tasks.job_cancel"))) == {mine, other}
    with pytest.raises(JobNotFound):
        job_get(job_id=other.id, actor=someone(5))


def test_a_run_whose_job_of_the_queue_is_gone_is_failed():
    lost, waiting = ask(), ask()
    ProcrastinateJob.objects.filter(id=lost.queue_id)._raw_delete("default")
    assert services.lost_jobs_fail(error="Lost.") == 1
    assert job_get(job_id=lost.id, actor=PROGRAM).error == "Lost."
    assert job_get(job_id=waiting.id, actor=PROGRAM).state == "queued"
