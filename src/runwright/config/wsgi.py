"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from runwright.config.late import load_soon
from runwright.config.observed import watch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runwright.config.settings")

watch()
gc.disable()  # what loads is no garbage: to look for it takes a fifth longer; see load_soon
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  reading them imports the pages
load_soon()
