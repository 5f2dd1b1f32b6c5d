-- Enrolled phones are sessions of their own kind; whoever is to have one is invited.

alter table "session" add column "Phone" text null;
alter table "session" add column "Team" text null;
alter table "session" add column "Renewed" integer not null default 0;

create index "IX_session_Team" on "session" ("Team") where "Team" is not null;

create table "phone_invitation" (
    "Id" text not null constraint "PK_phone_invitation" primary key,
    "Token" text not null,
    "Team" text not null,
    "Account" text not null,
    "Name" text null,
    "Since" text not null,
    "Until" text not null,
    "ReplacesOthers" integer not null,
    "By" text not null,
    "Ends" integer not null,
    "Claim" text null,
    "Session" text null
);

create unique index "IX_phone_invitation_Token" on "phone_invitation" ("Token");

create index "IX_phone_invitation_Team" on "phone_invitation" ("Team");
