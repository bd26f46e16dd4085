# kind: observed
import asyncio
def fetch_all(fetch, codes):
    async def main():
        gate = asyncio.Semaphore(5)
        async def one(code):
            async with gate:
                try:
                    return await asyncio.to_thread(fetch, code)
                except ConnectionError:
                    return None
        return await asyncio.gather(*map(one, codes))
    return asyncio.run(main())
