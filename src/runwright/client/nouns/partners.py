"""Partners. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Partners(Noun):
    """Partners."""

    def list_customers(self, **query: Any) -> Iterator[Record]:
        """Customers: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [language], [archived].
        """
        return self._wire.rows("/customers", query, "CustomersPage")

    def create_customer(self, **fields: Any) -> Record:
        """Make a customer.

        Takes code, name, [address], [email], [phone], [language].
        """
        return one(self._wire.write("POST", "/customers", fields, "Customer"))

    def list_suppliers(self, **query: Any) -> Iterator[Record]:
        """Suppliers: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [language], [archived].
        """
        return self._wire.rows("/suppliers", query, "SuppliersPage")

    def create_supplier(self, **fields: Any) -> Record:
        """Make a supplier.

        Takes code, name, [address], [email], [phone], [language].
        """
        return one(self._wire.write("POST", "/suppliers", fields, "Supplier"))

    def customer(self, customer_id: object, **query: Any) -> Record:
        """One customer.

        Takes [expand].
        """
        return one(self._wire.read(f"/customers/{customer_id}", query, "Customer"))

    def change_customer(self, customer_id: object, **fields: Any) -> Record:
        """Change fields of a customer.

        Takes [name], [address], [email], [phone], [language].
        """
        return one(self._wire.write("PATCH", f"/customers/{customer_id}", fields, "Customer"))

    def create_customer_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a customer.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/customers", fields, "Bulk"))

    def change_customer_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Change fields of a customer.

        Takes rows.
        """
        return one(self._wire.write("PATCH", "/bulk/customers", fields, "Bulk"))

    def archive_customer(self, customer_id: object, **fields: Any) -> Record:
        """Take this customer out of use.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/customers/{customer_id}/archival", fields, "Customer")
        )

    def restore_customer(self, customer_id: object, **fields: Any) -> Record:
        """Take this customer out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/customers/{customer_id}/restoration", fields, "Customer")
        )

    def supplier(self, supplier_id: object, **query: Any) -> Record:
        """One supplier.

        Takes [expand].
        """
        return one(self._wire.read(f"/suppliers/{supplier_id}", query, "Supplier"))

    def change_supplier(self, supplier_id: object, **fields: Any) -> Record:
        """Change fields of a supplier.

        Takes [name], [address], [email], [phone], [language].
        """
        return one(self._wire.write("PATCH", f"/suppliers/{supplier_id}", fields, "Supplier"))

    def create_supplier_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a supplier.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/suppliers", fields, "Bulk"))

    def change_supplier_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Change fields of a supplier.

        Takes rows.
        """
        return one(self._wire.write("PATCH", "/bulk/suppliers", fields, "Bulk"))

    def archive_supplier(self, supplier_id: object, **fields: Any) -> Record:
        """Take this supplier out of use.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/suppliers/{supplier_id}/archival", fields, "Supplier")
        )

    def restore_supplier(self, supplier_id: object, **fields: Any) -> Record:
        """Take this supplier out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/suppliers/{supplier_id}/restoration", fields, "Supplier")
        )
