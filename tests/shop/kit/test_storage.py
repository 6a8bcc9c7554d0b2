"""One contract for every store in the folder: whoever adds a file there must pass it."""

import pkgutil
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto.server import ThreadedMotoServer

import modiste.shop.kit.storage
from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.base import BadKey, NoSuchFile, Store, checked, disposition_of, type_of
from modiste.shop.kit.storage.choice import open_store
from modiste.shop.kit.storage.disk import DiskStore
from modiste.shop.kit.storage.s3 import S3Settings, S3Store

SHARED_FILES = {"base", "choice", "objects"}
KINDS = sorted({module.name for module in pkgutil.iter_modules(modiste.shop.kit.storage.__path__)} - SHARED_FILES)
SECRET = "a-test-secret-of-more-than-32-characters"


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def s3_settings(endpoint: str, **more: str) -> S3Settings:
    return S3Settings(_env_file=None, endpoint=endpoint, access_key_id="test", secret_access_key="test", **more)


@pytest.fixture
def s3_store(s3_endpoint: str) -> S3Store:
    bucket = f"modiste-{uuid.uuid4().hex[:12]}"
    client = boto3.client(
        "s3", endpoint_url=s3_endpoint, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    client.create_bucket(Bucket=bucket)
    return S3Store(bucket, "shop", s3_settings(s3_endpoint))


@pytest.fixture
def disk_store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "media", signing_key=SECRET)


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = request.getfixturevalue(f"{request.param}_store")
    return made


def test_what_is_put_is_read_again(store: Store) -> None:
    store.put("photos/1/front.jpg", b"first")
    store.put("photos/1/front.jpg", b"second")
    store.put("empty.txt", b"")
    assert (store.read("photos/1/front.jpg"), store.read("empty.txt")) == (b"second", b"")


def test_a_file_in_pieces_becomes_whole(store: Store) -> None:
    pieces = [bytes([number]) * 1_000_000 for number in range(7)]
    store.put("exports/large.zip", iter(pieces))
    stored = store.open("exports/large.zip")
    assert stored.facts.size == 7_000_000
    chunks = list(stored.chunks)
    assert b"".join(chunks) == b"".join(pieces)
    assert len(chunks) > 1


def test_facts_tell_one_content_from_another(store: Store) -> None:
    store.put("a.txt", b"one")
    first = store.facts_of("a.txt")
    assert (first.key, first.size) == ("a.txt", 3)
    assert first.etag[0] == first.etag[-1] == '"'
    assert abs(first.changed_at.timestamp() - time.time()) < 60
    store.put("a.txt", b"three")
    assert store.facts_of("a.txt").etag != first.etag
    assert store.open("a.txt").facts.etag == store.facts_of("a.txt").etag


def test_a_missing_file_is_said_to_be_missing(store: Store) -> None:
    store.put("folder/a.txt", b"x")
    for missing in ("none.txt", "folder", "folder/b.txt"):
        with pytest.raises(NoSuchFile):
            store.read(missing)
        with pytest.raises(NoSuchFile):
            store.facts_of(missing)


def test_deleting_is_final_and_may_be_repeated(store: Store) -> None:
    store.put("photos/1.jpg", b"x")
    store.delete("photos/1.jpg")
    store.delete("photos/1.jpg")
    with pytest.raises(NoSuchFile):
        store.read("photos/1.jpg")


def test_a_folder_lists_its_own_files(store: Store) -> None:
    for key in ("photos/1/a.jpg", "photos/1/b.jpg", "photos/12/c.jpg", "other.txt"):
        store.put(key, b"x")
    assert sorted(store.list_keys("photos/1/")) == ["photos/1/a.jpg", "photos/1/b.jpg"]
    assert list(store.list_keys("none")) == []


BAD_KEYS = [
    "",
    "/",
    "/etc/passwd",
    "../x",
    "a/../b",
    "a/..",
    "a//b",
    "a/",
    ".env",
    "a/.b",
    "a b",
    "ü",
    "a\x00b",
    "a\\b",
    "%2e%2e",
]


@pytest.mark.parametrize("key", [*BAD_KEYS, "a" * 301, "a/b\n", "a?b", "a#b", "~a", "-a"])
def test_no_key_leads_out_of_the_store(store: Store, key: str) -> None:
    for act in (store.read, store.facts_of, store.delete, store.url, lambda bad: store.put(bad, b"x")):
        with pytest.raises(BadKey):
            act(key)


def test_a_private_url_is_signed_and_short(store: Store) -> None:
    first, second = store.url("photos/1.jpg"), store.url("photos/2.jpg")
    assert first.split("?")[1] != second.split("?")[1]
    for seconds in (0, -1, 301, 10**9):
        with pytest.raises(ValueError, match="300"):
            store.url("photos/1.jpg", seconds=seconds)


def test_a_public_url_is_the_same_for_everyone(store: Store) -> None:
    assert store.url("public/items/1.webp") == store.url("public/items/1.webp") == "/media/public/items/1.webp"


def test_a_presigned_url_of_s3_opens_with_our_type(s3_store: S3Store) -> None:
    s3_store.put("photos/1.svg", b"<svg/>")
    with urllib.request.urlopen(s3_store.url("photos/1.svg")) as answer:
        assert answer.read() == b"<svg/>"
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert answer.headers["Content-Disposition"] == 'inline; filename="1.svg"'
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_public_files_of_s3_may_come_from_a_cdn(s3_endpoint: str) -> None:
    store = S3Store("bucket", "", s3_settings(s3_endpoint, public_url="https://cdn.example/"))
    assert store.url("public/1.webp") == "https://cdn.example/public/1.webp"


@pytest.mark.parametrize("act", [lambda s: s.read("a"), lambda s: s.put("a", b"x"), lambda s: list(s.list_keys("a"))])
def test_a_store_that_is_away_is_unavailable_and_soon_so(act: Callable[[Store], object]) -> None:
    started = time.monotonic()
    with pytest.raises(Unavailable):
        act(S3Store("bucket", "", s3_settings("http://127.0.0.1:1")))
    assert time.monotonic() - started < 3


def test_the_url_in_the_settings_names_the_store(tmp_path: Path) -> None:
    def opened(url: str) -> Store:
        return open_store(Settings(_env_file=None, data_dir=tmp_path, secret_key=SECRET, storage_url=url))

    opened("").put("a.txt", b"x")
    opened(f"file://{tmp_path}/else%20where").put("b.txt", b"x")
    assert (tmp_path / "media" / "a.txt").is_file()
    assert (tmp_path / "else where" / "b.txt").is_file()
    assert isinstance(opened("s3://bucket/some/prefix"), S3Store)
    for wrong in ("s3://", "ftp://host", "nonsense"):
        with pytest.raises(ValueError, match="s3://bucket"):
            opened(wrong)


def test_secrets_of_s3_are_not_printed() -> None:
    settings = s3_settings("http://127.0.0.1:1")
    assert "secret_access_key=SecretStr('**********')" in repr(settings)


@given(st.text(st.sampled_from("ab.-_/% \\\x00é"), max_size=12))
def test_a_good_key_is_itself_when_joined_to_a_folder(key: str) -> None:
    try:
        good = checked(key)
    except BadKey:
        return
    assert Path("/store", good).resolve() == Path(f"/store/{good}")


def test_types_and_dispositions_come_from_the_ending() -> None:
    assert (type_of("a/b.JPG"), type_of("a.html"), type_of("noending")) == (
        "image/jpeg",
        "application/octet-stream",
        "application/octet-stream",
    )
    assert disposition_of("exports/mine.csv") == 'attachment; filename="mine.csv"'
