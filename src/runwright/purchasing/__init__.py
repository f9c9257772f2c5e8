"""From a shortage to goods on the shelf: requests, quotations, purchase orders, receipts."""
