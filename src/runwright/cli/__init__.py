"""The console command ``runwright``: one small module per verb."""
