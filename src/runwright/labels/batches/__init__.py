"""Labels of batches: what stands on one, where, and how it is drawn for paper and for printers."""
