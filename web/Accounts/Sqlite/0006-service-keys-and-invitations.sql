-- Links by which people set their passwords, keys of programs, and when somebody was here last.

alter table "person" add column "Seen" integer null;

create table "invitation" (
    "Hash" text not null constraint "PK_invitation" primary key,
    "PersonId" text not null,
    "Command" text not null,
    "Grants" text not null,
    "Made" integer not null,
    "Ends" integer not null,
    constraint "FK_invitation_person_PersonId" foreign key ("PersonId") references "person" ("Id") on delete cascade
);

create table "service_key" (
    "Id" text not null constraint "PK_service_key" primary key,
    "PersonId" text not null,
    "Command" text not null,
    "Name" text not null,
    "Hash" text not null,
    "Made" integer not null,
    "Ends" integer not null,
    "Used" integer null,
    constraint "FK_service_key_person_PersonId" foreign key ("PersonId") references "person" ("Id") on delete cascade
);

create index "IX_invitation_PersonId" on "invitation" ("PersonId");

create index "IX_service_key_PersonId" on "service_key" ("PersonId");
