-- Personal data: rows apart from events, encrypted each with a key of its own, and the ledger of what was erased. Times are milliseconds of UTC.

create table "subject" (
    "Id" text not null constraint "PK_subject" primary key,
    "Kind" integer not null,
    "Account" text not null,
    "PhoneIndex" text null,
    "Key" blob not null,
    "Data" blob not null,
    "Recorded" integer not null,
    "Used" integer not null,
    "HeldUntil" text null,
    "HeldBy" text null,
    "HeldFor" blob null
);

create unique index "IX_subject_PhoneIndex" on "subject" ("PhoneIndex", "Kind", "Account") where "PhoneIndex" is not null;

create index "IX_subject_Kind" on "subject" ("Kind", "Used");

create index "IX_subject_Account" on "subject" ("Account") where "Account" <> '';

-- One row: by which phones are found again.
create table "subject_key" (
    "Id" integer not null constraint "PK_subject_key" primary key,
    "Key" blob not null
);

create table "subject_reveal" (
    "Id" text not null constraint "PK_subject_reveal" primary key,
    "Account" text not null,
    "At" integer not null
);

create index "IX_subject_reveal_Account" on "subject_reveal" ("Account", "At");

create table "erasure" (
    "Subject" text not null constraint "PK_erasure" primary key,
    "Kind" integer not null,
    "At" integer not null,
    "By" text not null,
    "Reason" integer not null
);

create index "IX_erasure_At" on "erasure" ("At", "Subject");

create trigger erasure_stays before update on "erasure"
begin
    select raise(abort, 'the ledger of erasures is only ever added to');
end;

create trigger erasure_kept before delete on "erasure"
begin
    select raise(abort, 'the ledger of erasures is only ever added to');
end;

-- What the ledger lists comes into the store no more, not even by a program that has not read it yet.
create trigger subject_erased before insert on "subject"
when exists (select 1 from "erasure" e where e."Subject" = new."Id")
begin
    select raise(abort, 'it was erased');
end;
