"""Documents in MongoDB. Only this folder knows its driver.

It is tested on an emulator of the server, mongomock behind the wire protocol. Run the tests on a server
(UNIVERSITY_TEST_MONGODB_URL) before anybody relies on it.
"""
