"""The flow diagram: a graph of batches as cards and arrows, laid out, and as a workbook."""
