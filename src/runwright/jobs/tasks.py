"""Every task by its name, one line each, and what the worker does by the clock."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from runwright.floor.services import parked_sweep
from runwright.imports.services import import_check_perform, import_run, import_undo_perform
from runwright.integrations.services import (
    endpoint_serve,
    endpoints_wake,
    messages_prune,
    outbox_fill,
)
from runwright.jobs.repair import jobs_repair
from runwright.jobs.runner import Work, task
from runwright.labels.extracts import extract_paper
from runwright.labels.mails import mail_send
from runwright.labels.services import printer_serve, printers_wake
from runwright.people.actor import system_actor
from runwright.production.services import day_sums_store, owed_read
from runwright.production.services.sales import sales_read
from runwright.reports.extract.services import extract_perform
from runwright.stock.services import expired_lots_free


@app.periodic(cron="* * * * * */15")
@app.task(name="jobs.repair", queueing_lock="jobs.repair", pass_context=True)
async def repair(context: JobContext, timestamp: int) -> None:
    await jobs_repair(context.app)


@app.periodic(cron="* * * * * */5")
@app.task(name="production.owed", queueing_lock="production.owed")
def owed(timestamp: int) -> None:
    owed_read(actor=system_actor("journal reader"))


@app.periodic(cron="* * * * * */5")
@app.task(name="production.sales", queueing_lock="production.sales")
def sales(timestamp: int) -> None:
    sales_read(actor=system_actor("journal reader"))


@app.periodic(cron="* * * * *")
@app.task(name="floor.parked", queueing_lock="floor.parked")
def parked(timestamp: int) -> None:
    parked_sweep(actor=system_actor("replay"))


@app.periodic(cron="*/10 * * * *")
@app.task(name="stock.expired", queueing_lock="stock.expired")
def expired(timestamp: int) -> None:
    expired_lots_free(actor=system_actor("calendar"))


@app.periodic(cron="* * * * *")
@app.task(name="production.days", lock="production.days", queueing_lock="production.days")
def days(timestamp: int) -> None:
    day_sums_store(actor=system_actor("calendar"))


@app.periodic(cron="* * * * * */5")
@app.task(name="labels.wake", queueing_lock="labels.wake")
def printers(timestamp: int) -> None:
    printers_wake()


@app.periodic(cron="* * * * * */2")
@app.task(
    name="integrations.outbox", lock="integrations.outbox", queueing_lock="integrations.outbox"
)
def outbox(timestamp: int) -> None:
    outbox_fill()


@app.periodic(cron="* * * * * */5")
@app.task(name="integrations.wake", queueing_lock="integrations.wake")
def webhooks(timestamp: int) -> None:
    endpoints_wake()


@app.periodic(cron="17 * * * *")
@app.task(name="integrations.prune", queueing_lock="integrations.prune")
def prune(timestamp: int) -> None:
    messages_prune()


@app.task(name="integrations.deliver")
def integrations_deliver(*, endpoint_id: int) -> None:
    endpoint_serve(endpoint_id=endpoint_id)


@app.task(name="labels.print")
def labels_print(*, printer_id: int) -> None:
    printer_serve(printer_id=printer_id)


@task("imports.check")
def imports_check(work: Work, *, import_id: int) -> None:
    import_check_perform(import_id=import_id, actor=work.actor, progress=work.progress)


@task("imports.run")
def imports_run(work: Work, *, import_id: int) -> None:
    import_run(import_id=import_id, actor=work.actor, progress=work.progress)


@task("imports.undo")
def imports_undo(work: Work, *, import_id: int) -> None:
    import_undo_perform(import_id=import_id, actor=work.actor)


@task("reports.extract")
def reports_extract(work: Work, *, extract_id: int) -> None:
    extract_perform(
        extract_id=extract_id, draw=extract_paper, actor=work.actor, progress=work.progress
    )


@task("purchasing.mail")
def purchasing_mail(work: Work, *, mail_id: int) -> None:
    mail_send(mail_id=mail_id, actor=work.actor)
