"""Every task by its name, one line each, and what the worker does by the clock."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from runwright.jobs.repair import jobs_repair


@app.periodic(cron="* * * * * */15")
@app.task(name="jobs.repair", queueing_lock="jobs.repair", pass_context=True)
async def repair(context: JobContext, timestamp: int) -> None:
    await jobs_repair(context.app)
