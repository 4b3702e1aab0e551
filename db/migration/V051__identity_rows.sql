-- Not in one transaction (see the file of settings beside it): a filled archive takes minutes, and what is done stays done.
call whatsapp_gateway.carry_identity_over();
