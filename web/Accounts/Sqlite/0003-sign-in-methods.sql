-- Wrong tries by whom they count against, one-time codes that were used, and when whoever holds a session last showed who they are.

create table "attempt" (
    "Key" text not null constraint "PK_attempt" primary key,
    "Failures" integer not null,
    "Last" integer not null,
    "LockedUntil" integer not null
);

create index "IX_attempt_Last" on "attempt" ("Last");

create table "used_code" (
    "PersonId" text not null constraint "PK_used_code" primary key,
    "Step" integer not null,
    constraint "FK_used_code_person_PersonId" foreign key ("PersonId") references "person" ("Id") on delete cascade
);

alter table "session" add column "Confirmed" integer not null default 0;
