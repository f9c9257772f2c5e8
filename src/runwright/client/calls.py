"""Every noun of the API. Made by ``tools/client.py``: do not edit."""

from runwright.client.nouns.account import Account
from runwright.client.nouns.batches import Batches
from runwright.client.nouns.board import Board
from runwright.client.nouns.boms import Boms
from runwright.client.nouns.capacity import Capacity
from runwright.client.nouns.changes import Changes
from runwright.client.nouns.company import Company
from runwright.client.nouns.conflicts import Conflicts
from runwright.client.nouns.counts import Counts
from runwright.client.nouns.dashboard import Dashboard
from runwright.client.nouns.departments import Departments
from runwright.client.nouns.devices import Devices
from runwright.client.nouns.downtimes import Downtimes
from runwright.client.nouns.extracts import Extracts
from runwright.client.nouns.imports import Imports
from runwright.client.nouns.items import Items
from runwright.client.nouns.jobs import Jobs
from runwright.client.nouns.journal import Journal
from runwright.client.nouns.labels import Labels
from runwright.client.nouns.lots import Lots
from runwright.client.nouns.machines import Machines
from runwright.client.nouns.mails import Mails
from runwright.client.nouns.mine import Mine
from runwright.client.nouns.oee import Oee
from runwright.client.nouns.orders import Orders
from runwright.client.nouns.papers import Papers
from runwright.client.nouns.partners import Partners
from runwright.client.nouns.people import People
from runwright.client.nouns.printers import Printers
from runwright.client.nouns.purchase_orders import PurchaseOrders
from runwright.client.nouns.purchase_requests import PurchaseRequests
from runwright.client.nouns.reports import Reports
from runwright.client.nouns.rfqs import Rfqs
from runwright.client.nouns.routings import Routings
from runwright.client.nouns.runs import Runs
from runwright.client.nouns.sales_orders import SalesOrders
from runwright.client.nouns.scans import Scans
from runwright.client.nouns.schedules import Schedules
from runwright.client.nouns.setup import Setup
from runwright.client.nouns.sheets import Sheets
from runwright.client.nouns.shortages import Shortages
from runwright.client.nouns.stations import Stations
from runwright.client.nouns.stock import Stock
from runwright.client.nouns.structures import Structures
from runwright.client.nouns.supplier_items import SupplierItems
from runwright.client.nouns.tokens import Tokens
from runwright.client.nouns.units import Units
from runwright.client.nouns.users import Users
from runwright.client.nouns.variants import Variants
from runwright.client.nouns.views import Views
from runwright.client.nouns.warehouses import Warehouses
from runwright.client.nouns.ways_out import WaysOut
from runwright.client.nouns.webhooks import Webhooks
from runwright.client.nouns.work import Work
from runwright.client.nouns.work_centres import WorkCentres
from runwright.client.nouns.work_orders import WorkOrders


class Calls:
    """Every noun of the API."""

    reports: Reports
    extracts: Extracts
    people: People
    company: Company
    setup: Setup
    users: Users
    tokens: Tokens
    account: Account
    views: Views
    units: Units
    items: Items
    variants: Variants
    partners: Partners
    supplier_items: SupplierItems
    purchase_requests: PurchaseRequests
    rfqs: Rfqs
    purchase_orders: PurchaseOrders
    mails: Mails
    sales_orders: SalesOrders
    schedules: Schedules
    departments: Departments
    work_centres: WorkCentres
    board: Board
    machines: Machines
    stations: Stations
    devices: Devices
    scans: Scans
    conflicts: Conflicts
    routings: Routings
    boms: Boms
    structures: Structures
    warehouses: Warehouses
    stock: Stock
    lots: Lots
    counts: Counts
    shortages: Shortages
    orders: Orders
    runs: Runs
    batches: Batches
    changes: Changes
    ways_out: WaysOut
    papers: Papers
    work_orders: WorkOrders
    mine: Mine
    oee: Oee
    capacity: Capacity
    work: Work
    downtimes: Downtimes
    printers: Printers
    labels: Labels
    journal: Journal
    webhooks: Webhooks
    jobs: Jobs
    imports: Imports
    sheets: Sheets
    dashboard: Dashboard
