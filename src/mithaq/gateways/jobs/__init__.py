"""Long work that survives a power cut: durable jobs on DBOS, with no broker.

A **job** is a name. ``settings.JOBS`` maps it to the dotted path of a function ``run(job:
JobHandle, /, **arguments) -> Mapping | None`` of a flow or of an app's tasks::

    JOBS = {"import_conventions": "mithaq.flows.import_conventions.run"}

It is started through the port, inside the transaction of the operation that needs it::

    port("jobs").start(name="import_conventions", arguments={"file": 12}, key="file:12",
                       requested_by=user, label=Labels(fr="…", ar="…", en="…"))

**How a job maps to DBOS.** One run of a job is one DBOS workflow, and the workflow has no DBOS
step. DBOS brings the queue, the fixed executors and the relaunch of interrupted work; the
progress of the work itself is recorded by ``JobStep`` rows of our own database. The reason: a
checkpoint kept in another database than the writes leaves a gap between the two commits, and the
interrupted step runs twice. ``job.step(name, work)`` writes the row (job, step) first, under a
unique constraint, runs ``work`` in the same transaction and stores its result there: the writes
and the proof that they were made are committed together, so a step is made exactly once however
often the worker dies. A relaunched job runs its function again from the top; every step already
made answers its stored result at once. Hence the two rules for the author of a job: every write
is made in a step, and what decides the steps (their names, their order) comes from the arguments
or from results of steps. Keep a step short (about a second): on SQLite it holds the only write
lock, so the jobs take turns there and rest between two, or the pages would wait for ever.

**From the request to the worker.** ``DurableJobs.start`` writes the ``Job`` row in the current
transaction and enqueues after commit, with the job's identifier as workflow identifier: a
rolled-back request enqueues nothing, a repeated one nothing more. What a crash loses between
commit and queue is enqueued by the **sweeper**; it also resumes the work of dead workers (DBOS
adopts nobody's work by itself) and starts again what DBOS thinks finished and our tables do not.
A retry by a person is a new *round*: workflow ``<id>.2``; steps already made are kept, and a late
worker of an older round, or of a cancelled one, is refused at its next step.

**Workers.** A worker holds a *slot*, ``worker-1`` to ``worker-8``: a file lock beside the SQLite
database or an advisory lock of PostgreSQL, released by the system when the process dies. The slot
is the DBOS executor identifier, so a restarted worker finds its own interrupted work. SIGTERM
lets each job reach its next step boundary, leaves it pending and ends the process.
"""
