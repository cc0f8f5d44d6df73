"""Long runs add up, and only over the same code."""

from pathlib import Path

from tests.simulation.ledger import FIRST, Piece, fingerprint, held, keep, kept, next_seed


def test_pieces_add_up_over_the_same_code_alone(tmp_path: Path) -> None:
    file = tmp_path / "simulated.csv"
    assert next_seed(kept(file)) == FIRST
    for _ in range(2):
        keep(Piece("before", next_seed(kept(file)), 2_000, 70_000), file)
    keep(Piece("now", next_seed(kept(file)), 500, 20_000), file)
    pieces = kept(file)
    assert pieces == [
        Piece("before", FIRST, 4_000, 140_000),
        Piece("now", FIRST + 4_000, 500, 20_000),
    ]
    assert held(pieces, "now") == 500
    assert next_seed(pieces) == FIRST + 4_500


def test_another_word_in_any_module_is_other_code(tmp_path: Path) -> None:
    module = tmp_path / "judge.py"
    module.write_text("stored = True\n")
    before = fingerprint([str(module)])
    assert fingerprint([str(module)] * 2) == before
    module.write_text("stored = False\n")
    assert fingerprint([str(module)]) != before
