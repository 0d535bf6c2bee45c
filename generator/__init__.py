"""公报 Gongbao: a folder of damaged bulletins becomes a website.

seeds/ -> ingest -> repair -> segment -> repair -> correct -> describe -> correct -> arrange -> render + search -> publish -> site/
bytes     Document  Document  Articles   Article   texts      Article     findings   Collection  pages, index      one swap

Read `generator.build` first: it shows the whole order on one screen.
"""
