"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from runwright.config.late import load_soon
from runwright.config.observed import watch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runwright.config.settings")

watch()
gc.disable()  # what loads is no garbage: to look for it takes a fifth longer
application = get_wsgi_application()
gc.enable()
load_soon()
