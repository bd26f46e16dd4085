# kind: observed
import threading, queue
def fetch_all(fetch, codes):
    answers, todo, errors = [None] * len(codes), queue.Queue(), []
    for item in enumerate(codes): todo.put(item)
    def work():
        while True:
            try: i, code = todo.get_nowait()
            except queue.Empty: return
            try: answers[i] = fetch(code)
            except ConnectionError: pass
            except Exception as e:
                errors.append(e); return
    threads = [threading.Thread(target=work) for _ in range(5)]
    for t in threads: t.start()
    for t in threads: t.join()
    if errors: raise errors[0]
    return answers
