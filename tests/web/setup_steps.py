"""The seven steps of a set-up as somebody does them: by clicking and typing, from nothing."""

from playwright.sync_api import Page

PASSWORD = "a quiet morning in the mill"


def first_sign_in(page: Page, site: str, secret: str) -> None:
    """The one-time link of the first start: choose a password and come in."""
    page.goto(f"{site}/welcome/{secret}")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Set password and come in").click()
    page.get_by_role("heading", name="Set up your company in seven steps").wait_for()


def company_named(page: Page, site: str, name: str) -> None:
    """The general settings: name, country, currency."""
    page.goto(f"{site}/settings")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Country").select_option("RO")
    page.get_by_label("Currency").fill("EUR")
    save(page)


def step_state(page: Page, site: str, key: str) -> str:
    """What the checklist says about a step: To do, Look at it, Ready."""
    page.goto(f"{site}/setup")
    return page.locator(f"#step-{key} .state").first.inner_text()


def step_button(page: Page, site: str, key: str, name: str) -> None:
    """Press a button of a step of the checklist."""
    page.goto(f"{site}/setup")
    page.locator(f"#step-{key}").get_by_text(name, exact=True).first.click()
    page.wait_for_load_state()


def save(page: Page) -> None:
    """Save the form and wait until the page says so."""
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("[data-toast], .notice, .message").first.wait_for()


def units_made(page: Page, site: str) -> None:
    """Step 1: the usual units, and one of our own worth so many of another."""
    step_button(page, site, "units", "Add the usual units")
    page.get_by_role("link", name="New unit").click()
    page.get_by_label("Category").select_option(label="Count")
    page.get_by_label("Code").fill("gross")
    page.get_by_label("Name").fill("Gross")
    page.get_by_label("Symbol").fill("gr")
    page.get_by_label("Is worth").fill("144")
    save(page)


def schedule_made(page: Page, site: str, name: str = "Two shifts") -> None:
    """Step 2: Shift I and Shift II with a break, and the holidays of the country."""
    step_button(page, site, "schedules", "New work schedule")
    page.get_by_role("link", name="Two shifts").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Breaks 1").fill("10:00-10:15")
    save(page)
    page.get_by_role("link", name="Public holidays").click()
    page.get_by_role("button", name="Put them into the schedules").click()
    page.get_by_text("days are added.").wait_for()


def work_centre_made(
    page: Page, site: str, code: str, name: str, cost: str, department: str = ""
) -> None:
    """Step 3: a work centre with its schedule and cost, and a machine."""
    step_button(page, site, "work_centres", "New work centre")
    page.get_by_label("Code").fill(code)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Work schedule").select_option(label="Two shifts")
    page.get_by_label("Efficiency in %").fill("90")
    page.get_by_label("Cost per hour").fill(cost)
    if department:
        page.get_by_label("Department").select_option(label=department)
    save(page)
    page.get_by_role("link", name="New machine").click()
    page.get_by_label("Code").fill(f"{code}-1")
    page.get_by_label("Name", exact=True).fill(f"{name} 1")
    save(page)


def operator_made(page: Page, site: str, code: str, name: str, rate: str) -> None:
    """Step 3: somebody with a rate, who may work everywhere."""
    step_button(page, site, "work_centres", "New operator")
    page.get_by_label("Code").fill(code)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Rate per hour").fill(rate)
    save(page)
    page.get_by_role("button", name="Say where they may work").click()
    dialog = page.locator("dialog[open]")
    for box in dialog.get_by_role("checkbox").all():
        box.check()
    dialog.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()


def item_made(page: Page, site: str, code: str, name: str, unit: str, **fields: str) -> None:
    """Step 5: an item; ``cost`` makes it a bought one, ``price`` is what it is sold for."""
    page.goto(f"{site}/items/new")
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Unit", exact=True).select_option(label=unit)
    if "cost" in fields:
        page.get_by_label("Kind", exact=True).select_option("material")
        page.get_by_label("Made or bought").select_option("buy")
    page.get_by_text("More", exact=True).first.click()
    if "cost" in fields:
        page.get_by_label("Standard cost").fill(fields["cost"])
    if "price" in fields:
        page.get_by_label("Sales price").fill(fields["price"])
    save(page)


def cells_filled(page: Page, table: str, row: int, **cells: str) -> None:
    """Fill cells of a row in a table of lines, adding rows as needed."""
    sheet = page.locator(f"[data-sheet={table}]")
    while sheet.locator("tbody tr").count() <= row:
        sheet.get_by_role("button", name="Add a row").click()
    for name, value in cells.items():
        cell = sheet.locator("tbody tr").nth(row).locator(f"[name='{table}.{name}']")
        if cell.evaluate("cell => cell.tagName") == "SELECT":
            cell.select_option(value)
        else:
            cell.fill(value)


def routing_made(page: Page, site: str, item: str, *operations: dict[str, str]) -> None:
    """Step 4: the operations of an item, one row each."""
    step_button(page, site, "routings", "New routing")
    page.get_by_label("Item", exact=True).first.fill(item)
    page.get_by_label("Name", exact=True).first.fill(f"How {item} is made")
    for row, cells in enumerate(operations):
        cells_filled(page, "operations", row, **cells)
    save(page)


def bom_made(page: Page, site: str, item: str, *lines: dict[str, str]) -> None:
    """Step 6: what goes into an item, and its validation."""
    step_button(page, site, "boms", "New bill of materials")
    page.get_by_label("Item", exact=True).first.fill(item)
    routing = page.get_by_label("Routing", exact=False).first
    routing.select_option(index=1)
    for row, cells in enumerate(lines):
        cells_filled(page, "lines", row, **cells)
    save(page)
    page.get_by_role("button", name="Validate").first.click()
    page.locator(".state", has_text="Validated").first.wait_for()


def prefix_set(page: Page, site: str, document: str, prefix: str) -> None:
    """Step 7: what the numbers of a kind of document begin with."""
    step_button(page, site, "prefixes", "Look at the prefixes")
    page.get_by_role("link", name=f"Change {document}").click()
    page.get_by_label("Prefix").fill(prefix)
    save(page)
