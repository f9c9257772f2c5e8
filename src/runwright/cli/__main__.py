import sys

from runwright.cli.main import main

sys.exit(main())
