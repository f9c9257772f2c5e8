"""Users, role grants, operators, API tokens and one-time sign-in links."""

from typing import ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from runwright.journal.clock import now
from runwright.people.roles import ROLES


class UserManager(BaseUserManager["User"]):
    """Looks users up by their user name."""


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """Somebody who can sign in."""

    username = models.CharField(max_length=80, unique=True)
    full_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=8, default="en")
    theme = models.CharField(max_length=8, default="auto")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username


@pghistory.track()
class RoleGrant(models.Model):
    """A role a user holds."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40, choices=list(ROLES.items()))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role"], name="one_grant_per_role"),
            models.CheckConstraint(
                condition=models.Q(role__in=list(ROLES)), name="grant_of_a_known_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


@pghistory.track()
class Operator(models.Model):
    """A person who works on the floor. The hourly rate is money per hour of labour."""

    user = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="operator"
    )
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    badge = models.CharField(max_length=80, unique=True, null=True, blank=True)
    hourly_rate = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(hourly_rate__gte=0) | models.Q(hourly_rate=None),
                name="operator_rate_not_negative",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ApiToken(models.Model):
    """A key for programs. Only its hash is kept; ``scopes`` are permission names."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    hash = models.BinaryField(max_length=32, unique=True)
    scopes = ArrayField(models.CharField(max_length=80))
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class SignInLink(models.Model):
    """A link that works once, to set a first or a new password."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link for {self.user}"


class OperatorPin(models.Model):
    """The PIN by which an operator proves that a badge is theirs; only its hash is kept."""

    operator = models.OneToOneField(
        Operator, on_delete=models.CASCADE, primary_key=True, related_name="pin"
    )
    hash = models.CharField(max_length=128)
    set_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"PIN of {self.operator}"


class PinFailure(models.Model):
    """A badge and PIN that did not fit together, counted for a few minutes."""

    badge = models.CharField(max_length=80)
    device = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["badge", "-at"], name="pin_failure_badge"),
            models.Index(fields=["device", "-at"], name="pin_failure_device"),
        ]

    def __str__(self) -> str:
        return f"{self.badge} {self.at:%F %H:%M}"
