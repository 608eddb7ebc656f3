"""A process that starts, sends one message and ends: what a start costs without any of the program."""

import asyncio
import os
import time

from telegram import Bot


async def _main() -> None:
    async with Bot(os.environ["TELEGRAM_BOT_TOKEN"], base_url=f"{os.environ['TELEGRAM_BASE_URL']}/bot") as bot:
        await bot.send_message(1, "x")


if __name__ == "__main__":
    asyncio.run(_main())
    print(time.process_time())  # noqa: T201 - the bench reads it
