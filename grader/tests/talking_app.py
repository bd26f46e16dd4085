"""A small FastAPI app with WebSockets, as a learner's cell, for tests of `talk`."""

APP = """
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

api = FastAPI()
rooms = {}

@api.get("/seats/{section}")
async def seats(section: str):
    return {"section": section, "free": 3}

@api.post("/seats", status_code=201)
async def take(wanted: dict):
    return {"taken": wanted["section"]}

@api.websocket("/echo")
async def echo(line: WebSocket):
    await line.accept()
    try:
        while True:
            text = await line.receive_text()
            if text == "bye":
                await line.close(4001, "so long")
                return
            await line.send_text(text)
    except WebSocketDisconnect:
        pass

@api.websocket("/rooms/{name}")
async def room(line: WebSocket, name: str):
    await line.accept()
    present = rooms.setdefault(name, [])
    present.append(line)
    await line.send_json({"present": len(present)})
    try:
        while True:
            data = await line.receive_json()
            for other in list(present):
                await other.send_json(data)
    except WebSocketDisconnect:
        present.remove(line)

@api.websocket("/bytes")
async def double(line: WebSocket):
    await line.accept()
    await line.send_bytes(2 * await line.receive_bytes())
    await line.close()

@api.websocket("/staff")
async def staff(line: WebSocket):
    await line.close(4003)

@api.websocket("/broken")
async def broken(line: WebSocket):
    await line.accept()
    raise LookupError("no room")

@api.websocket("/stub")
async def stub(line: WebSocket):
    raise NotImplementedError
"""
RIGHT = """
from grader import talk, visit

visit(api, "GET", "/seats/BIO-201").answers(200).gives({"section": "BIO-201", "free": 3})
visit(api, "POST", "/seats", json={"section": "ART-1"}).answers(201).gives({"taken": "ART-1"})
talk(api, "/echo").send("hello").says("hello", because="It echoes.").send("bye").closes(4001)
with talk(api, "/rooms/a") as ana, talk(api, "/rooms/a") as bo:
    ana.says({"present": 1})
    bo.says({"present": 2})
    ana.send({"text": "hi"})
    bo.says({"text": "hi"})
talk(api, "/bytes").send(b"ab").says(b"abab").closes()
talk(api, "/staff").refuses(403, because="Nobody but staff.")
"""
