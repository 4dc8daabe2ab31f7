"""The error tree. Every class carries two sentences: what happened, and what the runner can do.

    AppError(what, advice)
    ├─ IngestError                 this file cannot be used; the other uploads go on
    │  ├─ UnknownFormat            no reader recognises the bytes, or there are none
    │  ├─ DamagedFile              recognised, but not one sample could be recovered
    │  ├─ NotAnActivity            a route, course, settings or monitoring file
    │  └─ UnsafeFile               a DTD, a bomb, over one of the `Limits`
    ├─ StoreError
    │  ├─ StoreTooNew              made by a later version of Evenstride
    │  ├─ StoreBusy                another program holds the database for too long
    │  ├─ StoreFull                the disk has no room left
    │  ├─ StoreReadOnly            the database or its folder cannot be written
    │  └─ NotFound                 no such activity or batch among this runner's own
    ├─ EntryError                  a typed value that cannot be; names the field and the range
    │  └─ ProfileError             the same, of the profile
    ├─ SchemaError                 our own bug: a frame is not as promised
    └─ LibraryError                our own bug: the exercise library is not as promised

The class name is the code that is stored and tested.
"""


class AppError(Exception):
    """Something went wrong that the runner can be told about, in two sentences."""

    def __init__(self, what: str, advice: str) -> None:
        """Keep both sentences; `str()` joins them."""
        super().__init__(f"{what} {advice}")
        self.what = what
        self.advice = advice

    def __reduce__(self) -> tuple[type["AppError"], tuple[str, ...]]:
        """Survive the journey back from a worker process."""
        return type(self), (self.what, self.advice)

    @property
    def code(self) -> str:
        """The name under which this kind of error is stored and tested."""
        return type(self).__name__


class IngestError(AppError):
    """This file cannot be used; the other uploads go on."""


class UnknownFormat(IngestError):
    """No reader recognises the bytes, or there are none."""


class DamagedFile(IngestError):
    """Recognised, but not one sample could be recovered."""


class NotAnActivity(IngestError):
    """A route, course, settings or monitoring file, or under half of its samples have times."""


class UnsafeFile(IngestError):
    """A DTD, a bomb, or over one of the `Limits`."""


class StoreError(AppError):
    """The database cannot do what was asked."""


class StoreTooNew(StoreError):
    """The database was made by a later version of Evenstride."""


class StoreBusy(StoreError):
    """Another program holds the database for too long."""


class StoreFull(StoreError):
    """The disk has no room left."""


class StoreReadOnly(StoreError):
    """The database or its folder cannot be written."""


class NotFound(StoreError):
    """No such activity or batch among this runner's own."""


class EntryError(AppError):
    """A typed value that cannot be; names the possible range."""

    def __init__(self, what: str, advice: str, field: str = "") -> None:
        """Keep the sentences and the field beside which they belong; "" where it is no single one.

        The field is a name of the code, such as `distance_m`, never shown.
        """
        super().__init__(what, advice)
        self.field = field

    def __reduce__(self) -> tuple[type["AppError"], tuple[str, ...]]:
        """Survive the journey back from a worker process."""
        return type(self), (self.what, self.advice, self.field)


class ProfileError(EntryError):
    """A value that nobody can have."""


class SchemaError(AppError):
    """Our own bug: a frame is not as its schema promises."""


class LibraryError(AppError):
    """Our own bug: the exercise library is not as promised."""
