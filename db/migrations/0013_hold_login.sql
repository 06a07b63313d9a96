-- Written by hand. Asked just before a commit, in one flight with it: holds the login session that the request came by until
-- then. Ending it waits, or was first: then this raises QC001, and the commit that follows keeps nothing.
create function hold_login(session_hash text) returns void language plpgsql as $$
begin
  perform 1 from login_sessions where id = session_hash for key share;
  if not found then
    raise exception using errcode = 'QC001', message = 'the login session has ended';
  end if;
end
$$;
