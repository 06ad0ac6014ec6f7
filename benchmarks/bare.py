"""Functions for bare RQ jobs, and our worker doing them; imports little: a fork imports it anew."""

import asyncio
import sys
import time


async def now() -> float:
    """When it was called."""
    return time.time()


async def wait() -> float:
    """The same after 200 ms of waiting."""
    called_at = time.time()
    await asyncio.sleep(0.2)
    return called_at


def _work(redis_url: str, pool: str, slots: int) -> None:
    # Only our own process comes here.
    import signal  # noqa: PLC0415

    import uvloop  # noqa: PLC0415

    from aixss.jobs.rqrecords import Run  # noqa: PLC0415
    from aixss.jobs.rqworker import RingWorker  # noqa: PLC0415

    async def do(run: Run) -> object:
        name, args, kwargs = run.call()
        return await globals()[name.rpartition(".")[2]](*args, **kwargs)

    async def work() -> None:
        worker = RingWorker(redis_url, pools=[pool], slots=slots, do=do)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.stop)
        await worker.run()

    uvloop.run(work())


if __name__ == "__main__":
    _work(sys.argv[1], sys.argv[2], int(sys.argv[3]))
