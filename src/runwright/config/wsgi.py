"""What the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from runwright.config.late import load_soon
from runwright.config.observed import watch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runwright.config.settings")

watch()
application = get_wsgi_application()
load_soon()
