"""The lives of customers and suppliers."""

from runwright.kernel.masters import master_life

CUSTOMER_LIFE = master_life("customer", "partners.manage")
SUPPLIER_LIFE = master_life("supplier", "partners.manage")
