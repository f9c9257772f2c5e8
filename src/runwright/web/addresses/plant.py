"""Pages of the plant: work centres, machines, people and schedules."""

from django.urls import path

from runwright.web.addresses.masters import upkeep
from runwright.web.views import (
    board,
    downtimes,
    lists,
    plant,
    plant_masters,
)

plant_pages = [
    path("work-centres", lists.show("work_centres"), name="work_centres"),
    path("work-centres/new", plant_masters.work_centre_new, name="work_centre_new"),
    path("work-centres/<int:record_id>", plant.work_centre, name="work_centre"),
    *upkeep("work-centres", "work_centre", plant_masters),
    path("machines", lists.show("machines"), name="machines"),
    path("machines/new", plant_masters.machine_new, name="machine_new"),
    path("machines/<int:record_id>", plant.machine, name="machine"),
    *upkeep("machines", "machine", plant_masters),
    path("operators", lists.show("operators"), name="operators"),
    path("operators/new", plant_masters.operator_new, name="operator_new"),
    path("operators/<int:record_id>", plant.operator, name="operator"),
    *upkeep("operators", "operator", plant_masters),
    path("operators/<int:record_id>/qualifications", plant_masters.qualifications,
         name="qualifications"),
    path("departments", lists.show("departments"), name="departments"),
    path("departments/new", plant_masters.department_new, name="department_new"),
    path("departments/<int:record_id>", plant.department, name="department"),
    *upkeep("departments", "department", plant_masters),
    path("schedules", plant.schedules, name="schedules"),
    path("schedules/new", plant_masters.schedule_new, name="schedule_new"),
    path("schedules/holidays", plant_masters.holidays, name="holidays"),
    path("schedules/<int:record_id>", plant.schedule, name="schedule"),
    *upkeep("schedules", "schedule", plant_masters),
    path("schedules/<int:record_id>/exceptions", plant_masters.exception_new,
         name="exception_new"),
    path("exceptions/<int:record_id>/edit", plant_masters.exception_edit, name="exception_edit"),
    path("exceptions/<int:record_id>/removal", plant_masters.exception_removal,
         name="exception_removal"),
    path("downtimes", lists.show("downtimes"), name="downtimes"),
    path("downtimes/new", downtimes.downtime_new, name="downtime_new"),
    path("downtimes/<int:record_id>", downtimes.downtime, name="downtime"),
    path("downtimes/<int:record_id>/end", downtimes.end, name="downtime_end"),
    path("downtimes/<int:record_id>/correction", downtimes.correction,
         name="downtime_correction"),
    path("downtimes/<int:record_id>/reversal", downtimes.reversal, name="downtime_reversal"),
    path("board", board.board, name="board"),
    path("machines/<int:record_id>/problem", board.machine_problem, name="machine_problem"),
    path("work-centres/<int:record_id>/problem", board.work_centre_problem,
         name="work_centre_problem"),
]  # fmt: skip
