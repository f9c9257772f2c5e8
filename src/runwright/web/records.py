"""Where a record lives: the page of each kind of record."""

from urllib.parse import urlencode

from django.urls import reverse

PAGES = {
    "order": "web:order",
    "work_order": "web:work_order",
    "item": "web:item",
    "work_centre": "web:work_centre",
    "machine": "web:machine",
    "station": "web:station",
    "device": "web:device",
    "department": "web:department",
    "downtime": "web:downtime",
    "operator": "web:operator",
    "schedule": "web:schedule",
    "routing": "web:routing",
    "bom": "web:bom",
    "import": "web:import",
    "lot": "web:lot",
    "count": "web:count",
    "warehouse": "web:warehouse",
    "sheet_import": "web:sheet_import",
    "customer": "web:customer",
    "supplier": "web:supplier",
    "purchase_request": "web:purchase_request",
    "rfq": "web:rfq",
    "purchase_order": "web:purchase_order",
    "sales_order": "web:sales_order",
    "run": "web:run",
    "batch": "web:batch",
    "print_job": "web:print_job",
    "webhook": "web:webhook",
    "webhook_message": "web:webhook_message",
}


def record_url(kind: str, record_id: object) -> str:
    """The address of a record's page, or nothing when its kind has none."""
    if kind == "list":
        return list_url(str(record_id))
    if kind == "number" and record_id is not None:
        return f"{reverse('web:search')}?{urlencode({'q': record_id})}"
    if kind not in PAGES or record_id is None:
        return ""
    return reverse(PAGES[kind], args=[record_id])


def list_url(question: str) -> str:
    """The address of a list that is asked something, as ``orders?state=done``."""
    name, _, query = question.partition("?")
    return f"{reverse(f'web:{name}')}?{query}" if query else reverse(f"web:{name}")
