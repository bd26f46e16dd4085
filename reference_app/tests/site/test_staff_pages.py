"""Grade sheets from draft to posted, applications from draft to decided, messages, and the log."""

from __future__ import annotations

from records_campus import ADMIN, ANA, ARTIST, BIOLOGIST, FALL, KOFI, MEI, REGISTRAR

SHEET = "/teaching/BIO-101-F"


def version(page: str) -> str:
    return page.partition('name="version" value="')[2].partition('"')[0]


def test_a_sheet_says_whose_grades_it_holds(visitor) -> None:
    page = visitor(BIOLOGIST).get(SHEET)
    assert "<h1>BIO-101 Foundations</h1>" in page and "Section BIO-101-F" in page and FALL.name in page
    assert "<title>Grades of BIO-101 Foundations, BIO-101-F" in page


def test_a_sheet_from_draft_to_posted(visitor) -> None:
    professor, registrar, ana = visitor(BIOLOGIST), visitor(REGISTRAR), visitor(ANA)
    listed = professor.get("/teaching/")
    assert "BIO-101-F" in listed and "ART-101-F" not in listed
    seen = version(professor.get(SHEET))
    saved = professor.then(f"{SHEET}/grades", version=seen, grade__S__1="B+", grade__S__2="")
    assert "The draft is saved." in saved and ">B+</option>" in saved
    early = professor.post(f"{SHEET}/grades", 409, version=version(saved), grade__S__1="B+", then="submit")
    assert "no grade yet for S-2" in early.text
    now = version(professor.get(SHEET))
    done = professor.then(f"{SHEET}/grades", version=now, grade__S__1="A-", grade__S__2="I", then="submit")
    assert "handed in" in done and "<select" not in done
    assert "B+" not in ana.get("/record/S-1") and "BIO-101-F" in registrar.get("/teaching/")
    back = registrar.then(f"{SHEET}/steps/give_back", version=version(registrar.get(SHEET)))
    assert "back with its instructor" in back
    now = version(professor.get(SHEET))
    professor.post(f"{SHEET}/grades", version=now, grade__S__1="A", grade__S__2="I", then="submit")
    assert "grades are posted" in registrar.then(f"{SHEET}/steps/post", version=version(registrar.get(SHEET)))
    assert "<b>A</b>" in ana.get("/record/S-1")
    change = {"student": "S-1 A", "new": "A-", "reason": "A sum was wrong."}
    professor.post(f"{SHEET}/changes", 403, **change)
    assert "A sum was wrong." in registrar.then(f"{SHEET}/changes", **change)
    assert "is not A" in registrar.post(f"{SHEET}/changes", 409, **change).text


def test_who_acts_on_an_older_sheet_is_told(visitor) -> None:
    one, other = visitor(BIOLOGIST), visitor(BIOLOGIST)
    seen = version(one.get(SHEET))
    one.post(f"{SHEET}/grades", version=seen, grade__S__1="A")
    refused = other.post(f"{SHEET}/grades", 409, version=seen, grade__S__1="F").text
    assert "Somebody changed" in refused and version(refused) != seen
    one.post(f"{SHEET}/grades", 409, grade__S__1="F")


def test_what_is_no_grade_is_refused_and_what_was_typed_stays(visitor) -> None:
    professor = visitor(BIOLOGIST)
    seen = version(professor.get(SHEET))
    refused = professor.post(f"{SHEET}/grades", 400, version=seen, grade__S__1="B", grade__S__2="Z")
    assert "is no grade" in refused.text and "<option selected>B</option>" in refused.text
    professor.post(f"{SHEET}/grades", 409, version=seen, grade__S__9="B")
    assert version(professor.get(SHEET)) == seen


def test_a_sheet_of_a_colleague_is_not_there(visitor) -> None:
    artist = visitor(ARTIST)
    artist.get(SHEET, status=404)
    artist.post(f"{SHEET}/grades", 404, version="0", grade__S__1="A")
    visitor(ANA).get(SHEET, status=403)
    visitor(ANA).get("/teaching/", status=403)


def test_outside_its_window_a_sheet_is_only_read(visitor) -> None:
    page = visitor(BIOLOGIST).get("/teaching/BIO-201-S")
    assert "are entered from 10 May 2027" in page and "<select" not in page
    visitor(BIOLOGIST).get("/teaching/?state=lost", status=400)


def test_an_application_from_draft_to_accepted(visitor) -> None:
    kofi, registrar, mei = visitor(KOFI), visitor(REGISTRAR), visitor(MEI)
    own = kofi.post("/applications/", department="bio").headers["Location"]
    assert "Your application is begun" in kofi.get(own)
    for other in (mei,):
        other.get(own, status=404)
        other.post(f"{own}/statement", 404, statement="Mine.")
    assert "is empty" in kofi.post(f"{own}/statement", 409, statement=" ", then="submit").text
    assert "draft is saved" in kofi.then(f"{own}/statement", statement="The sea,\r\n<b>always</b>.")
    assert "&lt;b&gt;always" in kofi.client.get(own).text
    assert "handed in" in kofi.then(f"{own}/statement", statement="The sea, always.", then="submit")
    assert "can no longer be changed" in kofi.post(f"{own}/statement", 409, statement="No.").text
    assert "Kofi Mensah" in registrar.get("/applications/?stage=submitted&department=bio")
    assert "Kofi" not in mei.get("/applications/")
    kofi.post(f"{own}/steps", 403, step="admit", seen="1")
    assert "under review" in registrar.then(f"{own}/steps", step="review", seen="1")
    assert "needs a reason" in registrar.post(f"{own}/steps", 409, step="reject", seen="2", note="").text
    assert "Somebody changed" in registrar.post(f"{own}/steps", 409, step="admit", seen="1").text
    admitted = registrar.then(f"{own}/steps", step="admit", seen="2", note="Welcome.")
    assert "admitted" in admitted and "Welcome." in kofi.get(own)
    assert "accepted" in kofi.then(f"{own}/steps", step="accept", seen="3")
    kofi.post(f"{own}/steps", 400, step="dance", seen="4")


def test_a_message_reaches_the_office(visitor) -> None:
    stranger, registrar = visitor(), visitor(REGISTRAR)
    sent = {"name": "Zoë", "email": "zoe@example.org", "text": "When does <the term> begin?"}
    assert "answers by e-mail" in stranger.then("/contact", **sent)
    again = stranger.post("/contact", 400, **sent | {"email": "zoe"}).text
    assert "no e-mail address" in again and "&lt;the term&gt; begin?" in again, "What was typed stays."
    page = registrar.get("/messages/")
    assert page.count("Zoë") == 2
    settle = "/messages/" + page.partition('action="/messages/')[2].partition('"')[0]
    visitor(ANA).post(settle, 403)
    assert "Everything is answered" in registrar.then(settle)


def test_the_log_is_for_admins_and_has_pages(visitor) -> None:
    admin, registrar = visitor(ADMIN), visitor(REGISTRAR)
    assert "Nothing has happened yet" in admin.get("/log/")
    for _ in range(51):
        registrar.post("/record/S-1/transcripts")
    first = admin.get("/log/")
    assert "transcript issued" in first and "Later →" in first
    assert "Later →" not in admin.get("/log/?after=50")
    registrar.get("/log/", status=403)
    for after in ("x", "-1", "9" * 30):
        admin.get(f"/log/?after={after}", status=400)
