from django.db import migrations

MARK = """
UPDATE stock_need n SET waiting_since = now()
WHERE closed_at IS NULL AND quantity - served > coalesce(
    (SELECT sum(c.quantity) FROM stock_claim c
     WHERE c.need_id = n.id AND c.balance_id IS NOT NULL), 0)
"""


class Migration(migrations.Migration):
    """Needs that were open before they knew since when they wait count from today."""

    dependencies = [("stock", "0002_supplies_and_claims")]
    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
