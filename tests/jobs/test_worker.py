"""The worker against the real queue: progress, cancelling, errors, delivery twice, dead workers."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

from runwright.jobs.repair import MOST_ATTEMPTS, jobs_repair
from runwright.jobs.runner import Work, perform
from runwright.journal.clock import now
from runwright.kernel.errors import Conflict
from runwright.people.actor import system_actor
from runwright.people.selectors import actor_of
from runwright.people.services import user_create
from runwright.resources.limits import user_limits_set
from runwright.stock.services import warehouse_create
from runwright.tasks.models import JobRun
from runwright.tasks.services import enqueue, job_cancel

pytestmark = pytest.mark.django_db(transaction=True)
PROGRAM = system_actor("test")


def ask() -> JobRun:
    return enqueue(task="test.task", label="Test", actor=PROGRAM, arguments={})


def run(work: Callable[..., None], job: JobRun | None = None) -> JobRun:
    job = job or ask()
    perform(job.id, work, {})
    job.refresh_from_db()
    return job


def test_progress_is_seen_while_the_work_is_not_committed_and_outlives_its_rollback():
    seen = []

    @transaction.atomic
    def work(work: Work) -> None:
        work.progress(done=3, total=10, message="Third row")
        seen.append(JobRun.objects.values_list("done", "total", "message").get())
        raise Conflict()

    job = run(work)
    assert seen == [(3, 10, "Third row")]
    assert (job.state, job.done, job.total) == ("failed", 3, 10)
    assert job.error == Conflict().message()


def test_work_that_ends_well_is_done_to_the_last_unit():
    job = run(lambda work: work.progress(done=1, total=4))
    assert (job.state, job.done, job.total) == ("done", 4, 4)
    assert job.started_at <= job.finished_at


def test_a_wish_to_cancel_stops_the_work_and_rolls_it_back():
    job = ask()

    @transaction.atomic
    def work(work: Work) -> None:
        ask()
        with_own_connection(lambda: job_cancel(job_id=job.id, actor=PROGRAM))
        work.progress(done=0, total=2)

    assert run(work, job).state == "cancelled"
    assert JobRun.objects.count() == 1


def with_own_connection(call: Callable[[], object]) -> None:
    """Run ``call`` as another process would: in a thread, with a connection of its own."""

    def in_thread() -> None:
        call()
        connection.close()

    thread = Thread(target=in_thread)
    thread.start()
    thread.join()


def test_an_unexpected_error_tells_people_nothing_of_the_inside():
    def work(work: Work) -> None:
        raise ValueError("the secret inside")

    job = run(work)
    assert job.state == "failed"
    assert "secret" not in job.error
    assert str(job.id) in job.error


def test_a_job_delivered_twice_works_once():
    calls = []
    job = run(lambda work: calls.append(1))
    run(lambda work: calls.append(2), job)
    assert calls == [1]


def test_a_database_that_is_away_leaves_the_run_to_be_tried_again():
    def work(work: Work) -> None:
        raise OperationalError("gone")

    job = ask()
    with pytest.raises(OperationalError):
        perform(job.id, work, {})
    job.refresh_from_db()
    assert job.state == "running"
    assert run(lambda work: None, job).state == "done"


def test_the_job_of_a_dead_worker_is_queued_again_but_not_for_ever():
    job = ask()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        dead = cursor.fetchone()[0]
        silent_since = now() - timedelta(minutes=5)
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = %s", [silent_since])
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [dead])
        assert cursor.fetchone()[0] == job.queue_id
    assert async_to_sync(jobs_repair)(app) == 1
    assert ProcrastinateJob.objects.get(id=job.queue_id).status == Status.TODO.value
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [dead])
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [MOST_ATTEMPTS])
    async_to_sync(jobs_repair)(app)
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error


def test_whoever_is_limited_is_so_in_their_jobs_too():
    person = user_create(username="k", full_name="K", roles={"warehouse"}, actor=PROGRAM)
    place = warehouse_create(code="W", name="W", actor=PROGRAM)
    user_limits_set(user_id=person.id, department_ids=[], warehouse_ids=[place.id], actor=PROGRAM)
    seen = []
    job = enqueue(task="test.task", label="Test", actor=actor_of(user=person), arguments={})
    run(lambda work: seen.append(work.actor.warehouses), job)
    assert seen == [{place.id}]
