"""Hashing that is slow for a thief and bounded for the shop."""

import threading

import pytest

from modiste.shop.accounts.passwords import Hashing, TooManySignIns, WeakPassword, check_password, common_passwords


def test_the_shop_hashes_with_argon2id_of_nineteen_mebibytes() -> None:
    real = Hashing()
    stored = real.hash("correct horse")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert real.is_right("correct horse", stored)
    assert not real.is_right("wrong horse", stored)
    assert not real.is_right("nobody's password", None)
    assert not real.is_outdated(stored)
    assert Hashing(memory_kib=8, rounds=1).is_outdated(stored)


def test_two_hash_at_once_a_few_wait_and_the_rest_are_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    hashing = Hashing(memory_kib=8, rounds=1, at_once=2, in_line=3)
    gate = threading.Event()
    present, most = [0], [0]
    lock = threading.Lock()

    def slow(_password: str) -> str:
        with lock:
            present[0] += 1
            most[0] = max(most[0], present[0])
        gate.wait(5)
        with lock:
            present[0] -= 1
        return "hashed"

    monkeypatch.setattr(hashing._hasher, "hash", slow)
    outcomes: list[str] = []

    def sign_up() -> None:
        try:
            outcomes.append(hashing.hash("x"))
        except TooManySignIns as error:
            outcomes.append("sent away")
            assert error.retry_after == 1

    threads = [threading.Thread(target=sign_up) for _ in range(9)]
    for thread in threads:
        thread.start()
    while len(outcomes) < 4:  # 2 + 3 stay, 4 are refused while these still work
        pass
    assert outcomes == ["sent away"] * 4
    gate.set()
    for thread in threads:
        thread.join()
    assert outcomes.count("hashed") == 5 and most == [2]
    assert hashing.hash("x") == "hashed", "whoever leaves makes room"


def test_the_common_passwords_are_refused_in_any_case() -> None:
    assert len(common_passwords()) > 500
    assert all(len(word) >= 8 for word in common_passwords()), "shorter ones are refused by their length"
    for word in ("password1", "PassWord1", "1q2w3e4r5t", "iloveyou"):
        with pytest.raises(WeakPassword):
            check_password(word)


def test_ones_own_name_is_no_password_and_a_sentence_is() -> None:
    with pytest.raises(WeakPassword):
        check_password("Annabella", "annabella@example.com")
    check_password("modiste-demo", "shopper@example.com", "Shopper")
    check_password("a long walk home", "ann@example.com", "Ann")
