"""Taking up what a killed worker left: its job stays “doing” in the queue until somebody acts."""

from asgiref.sync import sync_to_async
from procrastinate import App
from procrastinate.jobs import Status

from runwright.jobs.runner import TAKEN_OVER
from runwright.tasks.services import lost_jobs_fail

DEAD_AFTER_SECONDS = 30
MOST_ATTEMPTS = 5


async def jobs_repair(app: App) -> int:
    """Queue the jobs of dead workers again, give up those that killed too many workers.

    Returns the number of jobs that were taken up. A worker is dead when its heartbeat is older
    than ``DEAD_AFTER_SECONDS``; tasks survive running twice, so a slow worker does no harm.
    """
    manager = app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS))
    for job in stalled:
        if job.attempts < MOST_ATTEMPTS:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
    await sync_to_async(lost_jobs_fail)(error=TAKEN_OVER)
    return len(stalled)
