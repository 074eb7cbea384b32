"""Offices, ranks and bodies whose English is fixed: Vietnamese forms = English forms, the one to use first.

Only what has one English name whatever country the text speaks of; "Bộ Quốc phòng" and "Thủ tướng" are left to the
translator, which sees whose they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

#: Ministries of Vietnam: what stands after "Bộ", and after "Ministry of".
MINISTRIES: Final = """
Công an = Public Security
Ngoại giao = Foreign Affairs; Foreign
Tài chính = Finance
Công Thương; Công thương = Industry and Trade
Nông nghiệp và Môi trường; NN&MT; NN-MT; NN và MT = Agriculture and Environment; Agriculture and the Environment
Nông nghiệp và Phát triển nông thôn; Nông nghiệp và PTNT; NN&PTNT; NN-PTNT; NN và PTNT = Agriculture and Rural Development
Tài nguyên và Môi trường; TN&MT; TN-MT; TNMT = Natural Resources and Environment; Natural Resources and the Environment
Xây dựng = Construction
Giao thông vận tải; Giao thông Vận tải; GTVT = Transport; Transportation
Kế hoạch và Đầu tư; KH&ĐT; KH-ĐT = Planning and Investment
Giáo dục và Đào tạo; GD&ĐT; GD-ĐT; GDĐT = Education and Training
Y tế = Health
Tư pháp = Justice
Khoa học và Công nghệ; KH&CN; KH-CN; KHCN = Science and Technology
Văn hóa, Thể thao và Du lịch; VHTTDL; VH-TT&DL; VHTT&DL; VH,TT&DL; VH-TT-DL = Culture, Sports and Tourism; Culture, Sports, and Tourism; Culture, Sport and Tourism
Thông tin và Truyền thông; TT&TT = Information and Communications
Dân tộc và Tôn giáo = Ethnic and Religious Affairs; Ethnic Affairs and Religion
Lao động - Thương binh và Xã hội; Lao động, Thương binh và Xã hội; LĐ-TB&XH; LĐ-TB-XH; LĐTB&XH; LĐTBXH = Labor, Invalids and Social Affairs; Labour, Invalids and Social Affairs; Labour, War Invalids and Social Affairs
"""
TERMS: Final = """
Bộ Chính trị = Politburo; Political Bureau
Ủy viên Bộ Chính trị; UVBCT = Politburo member; member of the Politburo; Politburo Member
Ban Bí thư = Secretariat; Party Secretariat
Ban Chấp hành Trung ương Đảng; BCH Trung ương Đảng; Trung ương Đảng = Party Central Committee; Central Committee
Ban Chấp hành Trung ương = Central Committee; Party Central Committee
Ủy viên Trung ương Đảng = Party Central Committee member; member of the Party Central Committee
Bí thư Trung ương Đảng = Secretary of the Party Central Committee
Tổng Bí thư = General Secretary; Party General Secretary; Party chief
Đảng Cộng sản Việt Nam = Communist Party of Vietnam
Phó Thủ tướng Thường trực Chính phủ; Phó Thủ tướng Thường trực = Permanent Deputy Prime Minister; Standing Deputy Prime Minister
Phó Thủ tướng Chính phủ; Phó Thủ tướng = Deputy Prime Minister
Thủ tướng Chính phủ = Prime Minister
Văn phòng Chính phủ = Government Office; Office of the Government
Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ; Bộ trưởng, Chủ nhiệm VPCP = Minister and Chairman of the Government Office; Minister, Chairman of the Government Office; Minister and Head of the Government Office
Ủy ban Kiểm tra Trung ương; UBKT Trung ương = Central Inspection Commission; Party Central Committee's Inspection Commission; Inspection Commission of the Party Central Committee; Central Committee's Inspection Commission
Ban Tổ chức Trung ương = Central Organization Commission; Party Central Committee's Organization Commission; Organization Commission of the Party Central Committee
Ban Nội chính Trung ương = Central Internal Affairs Commission; Party Central Committee's Commission for Internal Affairs; Party Central Committee's Internal Affairs Commission; Commission for Internal Affairs
Thanh tra Chính phủ = Government Inspectorate
Kiểm toán Nhà nước Việt Nam; Kiểm toán Nhà nước; KTNN = State Audit Office; State Audit Office of Vietnam; State Audit of Vietnam; State Audit
Ngân hàng Nhà nước Việt Nam; Ngân hàng Nhà nước; NHNN Việt Nam; NHNN = State Bank of Vietnam; State Bank; SBV
Mặt trận Tổ quốc Việt Nam; MTTQ Việt Nam; Mặt trận Tổ quốc; MTTQ = Vietnam Fatherland Front; Viet Nam Fatherland Front; Fatherland Front; VFF
Ủy ban nhân dân; UBND = People's Committee
Hội đồng nhân dân; HĐND = People's Council
Viện trưởng Viện kiểm sát nhân dân tối cao; Viện trưởng VKSND tối cao; Viện trưởng Viện KSND tối cao = Prosecutor General of the Supreme People's Procuracy; Procurator General of the Supreme People's Procuracy; Chief Procurator of the Supreme People's Procuracy
Chánh án Tòa án nhân dân tối cao; Chánh án TAND tối cao = Chief Justice of the Supreme People's Court
Viện kiểm sát nhân dân tối cao; VKSND tối cao; Viện KSND tối cao = Supreme People's Procuracy; Supreme People's Procuratorate
Viện kiểm sát nhân dân; VKSND; Viện KSND = People's Procuracy; People's Procuratorate; Procuracy
Tòa án nhân dân tối cao; TAND tối cao = Supreme People's Court
Tòa án nhân dân; TAND = People's Court
Ủy ban Thường vụ Quốc hội; UBTVQH = National Assembly Standing Committee; Standing Committee of the National Assembly; NA Standing Committee
Quân đội nhân dân Việt Nam; QĐND Việt Nam = Vietnam People's Army; Viet Nam People's Army; People's Army of Vietnam; VPA
Cảnh sát biển Việt Nam = Vietnam Coast Guard
Cục Cảnh sát giao thông; Cục CSGT = Traffic Police Department
Thủ trưởng Cơ quan Cảnh sát điều tra; Thủ trưởng Cơ quan CSĐT = head of the Investigation Police Agency; Head of the Investigation Police Agency; head of the Investigative Police Agency; head of the investigative police agency
Phó Thủ trưởng Cơ quan Cảnh sát điều tra; Phó Thủ trưởng Cơ quan CSĐT; Phó thủ trưởng Cơ quan CSĐT = deputy head of the Investigation Police Agency; Deputy Head of the Investigation Police Agency; deputy head of the Investigative Police Agency; deputy head of the investigative police agency
Trợ lý Tổng thống; trợ lý Tổng thống = presidential aide; aide to the president; Presidential Aide; aide to President
Cơ quan Cảnh sát điều tra; Cơ quan CSĐT; CQCSĐT = Investigation Police Agency; Police Investigation Agency; Investigative Police Agency
Liên Hợp Quốc; Liên Hiệp Quốc; LHQ = United Nations; UN; U.N.
Hội đồng Bảo an Liên Hợp Quốc; Hội đồng Bảo an Liên Hiệp Quốc; Hội đồng Bảo an LHQ; HĐBA LHQ = United Nations Security Council; UN Security Council; U.N. Security Council
Liên minh châu Âu = European Union; EU
Tổ chức Y tế Thế giới = World Health Organization; WHO
Tổ chức Thương mại Thế giới = World Trade Organization; WTO
Quỹ Tiền tệ Quốc tế = International Monetary Fund; IMF
Ngân hàng Thế giới = World Bank
Ngân hàng Phát triển châu Á = Asian Development Bank; ADB
Tổng Thư ký Liên Hợp Quốc; Tổng Thư ký Liên Hiệp Quốc; Tổng Thư ký LHQ = UN Secretary-General; United Nations Secretary-General; UN Secretary General; U.N. Secretary-General
Hội nghị tham vấn lãnh đạo cấp cao an ninh ASEAN - Nga; Hội nghị tham vấn lãnh đạo cấp cao ASEAN - Nga; Hội nghị tham vấn lãnh đạo cấp cao phụ trách các vấn đề an ninh ASEAN - Nga = ASEAN-Russia Consultation of High Representatives for Security Issues
Hội nghị quốc tế các lãnh đạo cấp cao phụ trách các vấn đề an ninh; Hội nghị quốc tế các lãnh đạo cấp cao phụ trách vấn đề an ninh; Hội nghị quốc tế lãnh đạo cấp cao phụ trách các vấn đề an ninh; Hội nghị quốc tế lãnh đạo cấp cao phụ trách an ninh; Hội nghị quốc tế các nhà lãnh đạo cấp cao phụ trách các vấn đề an ninh; Hội nghị quốc tế các lãnh đạo cấp cao phụ trách an ninh = International Meeting of High Representatives for Security Issues
Hội nghị lãnh đạo cấp cao phụ trách an ninh các nước; Hội nghị các lãnh đạo cấp cao phụ trách an ninh các nước = international conference of senior security officials; conference of senior security officials
Hội nghị lãnh đạo cấp cao phụ trách các vấn đề an ninh; Hội nghị lãnh đạo cấp cao phụ trách an ninh = conference of senior security officials; meeting of senior security officials
Hiệp hội các quốc gia Đông Nam Á; Hiệp hội các nước Đông Nam Á = Association of Southeast Asian Nations; ASEAN
Thư ký Hội đồng An ninh Liên bang Nga = Secretary of the Security Council of the Russian Federation
Thư ký Hội đồng An ninh Nga = Secretary of the Russian Security Council; Russian Security Council Secretary
Hội đồng An ninh Liên bang Nga = Security Council of the Russian Federation; Russian Security Council
Hội đồng An ninh Nga = Russian Security Council; Security Council of Russia
Thông tấn xã Việt Nam; TTXVN = Vietnam News Agency; VNA
Tổng Liên đoàn Lao động Việt Nam = Vietnam General Confederation of Labor; Vietnam General Confederation of Labour; VGCL
Hội Liên hiệp Phụ nữ Việt Nam = Vietnam Women's Union
Đoàn Thanh niên Cộng sản Hồ Chí Minh; Đoàn TNCS Hồ Chí Minh = Ho Chi Minh Communist Youth Union
Học viện Chính trị quốc gia Hồ Chí Minh = Ho Chi Minh National Academy of Politics
Liên đoàn Bóng đá Việt Nam = Vietnam Football Federation; VFF
Liên đoàn Bóng đá châu Á = Asian Football Confederation; AFC
Tập đoàn Điện lực Việt Nam = Vietnam Electricity; EVN
Tổng cục Thống kê = General Statistics Office
Đại sứ Đặc mệnh toàn quyền = Ambassador Extraordinary and Plenipotentiary; Ambassador
Tổng Bí thư Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam; Tổng Bí thư BCH Trung ương Đảng Cộng sản Việt Nam = General Secretary of the Communist Party of Vietnam Central Committee; General Secretary of the Communist Party of Vietnam
Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam; BCH Trung ương Đảng Cộng sản Việt Nam; Trung ương Đảng Cộng sản Việt Nam = Central Committee of the Communist Party of Vietnam; Communist Party of Vietnam Central Committee; CPV Central Committee
Ban Chấp hành Trung ương Đảng Cộng sản Trung Quốc; Trung ương Đảng Cộng sản Trung Quốc = Central Committee of the Communist Party of China; Communist Party of China Central Committee; CPC Central Committee
Ban Chấp hành Trung ương Đảng Nhân dân Cách mạng Lào; Trung ương Đảng Nhân dân Cách mạng Lào = Central Committee of the Lao People's Revolutionary Party; Lao People's Revolutionary Party Central Committee; LPRP Central Committee
Ban Chấp hành Trung ương Đảng Lao động Triều Tiên; Trung ương Đảng Lao động Triều Tiên = Central Committee of the Workers' Party of Korea; WPK Central Committee
Ban Bí thư Trung ương Đoàn = Secretariat of the Ho Chi Minh Communist Youth Union Central Committee; Youth Union Central Committee's Secretariat
Phó Thủ tướng Trung Quốc; Phó Thủ tướng Quốc vụ viện Trung Quốc = Chinese Vice Premier; China's Vice Premier; Vice Premier of China; Vice Premier of the State Council of China
Phó Thủ tướng Đức = German Vice Chancellor; Germany's Vice Chancellor; Vice Chancellor of Germany
Tổng Thanh tra Chính phủ = Government Inspector General; Inspector General of the Government; Inspector-General of the Government Inspectorate; Government Inspector-General
Tổng Kiểm toán Nhà nước = State Auditor General; Auditor General of the State Audit Office; Auditor General
Ủy ban Thường vụ Quốc hội Trung Quốc = Standing Committee of China's National People's Congress; Standing Committee of the National People's Congress of China
Hội đồng Liên bang Nga = Russian Federation Council; Federation Council of Russia; Federation Council
Cơ quan An ninh Liên bang Nga; Tổng cục An ninh Liên bang Nga = Russian Federal Security Service; Federal Security Service of Russia; Federal Security Service; FSB
Ủy ban Điều tra Liên bang Nga; Ủy ban Điều tra Nga = Russian Investigative Committee; Investigative Committee of Russia
Tổng cục Thống kê Trung Quốc; Cục Thống kê Quốc gia Trung Quốc = National Bureau of Statistics of China; China's National Bureau of Statistics; Chinese National Bureau of Statistics
Văn phòng Chủ tịch nước = Presidential Office; Office of the President; Office of the State President; President's Office
Phó Chủ tịch nước = Vice President; State Vice President; Vice State President
Chủ tịch nước = President; State President
Văn phòng Quốc hội = National Assembly Office; Office of the National Assembly
Văn phòng Trung ương Đảng = Party Central Committee Office; Office of the Party Central Committee; Party Central Committee's Office
Thường trực Ban Bí thư = Permanent Member of the Secretariat; Permanent Member of the Party Central Committee's Secretariat; Standing Member of the Secretariat; Standing Member of the Party Central Committee's Secretariat
Ủy viên dự khuyết Trung ương Đảng; Ủy viên dự khuyết Ban Chấp hành Trung ương Đảng = alternate member of the Party Central Committee; Party Central Committee alternate member
Ban Tuyên giáo và Dân vận Trung ương = Central Commission for Information, Education and Mass Mobilization; Commission for Information, Education and Mass Mobilization; Commission for Publicity, Education and Mass Mobilization
Ban Tuyên giáo Trung ương = Central Commission for Information and Education; Party Central Committee's Commission for Information and Education; Commission for Communications and Education; Commission for Communication and Education
Ban Chính sách, chiến lược Trung ương = Central Commission for Policies and Strategies; Party Central Committee's Commission for Policies and Strategies; Commission for Policies and Strategies
Ban Kinh tế Trung ương = Central Economic Commission; Party Central Committee's Economic Commission; Economic Commission of the Party Central Committee
Quân ủy Trung ương = Central Military Commission
Đảng ủy Công an Trung ương = Central Public Security Party Committee; Central Party Committee of Public Security; Public Security Central Party Committee
Đảng ủy Chính phủ = Government Party Committee; Government's Party Committee; Party Committee of the Government
Bí thư Tỉnh ủy = Provincial Party Committee Secretary; Secretary of the Provincial Party Committee; Provincial Party Secretary
Phó Bí thư Tỉnh ủy = Deputy Secretary of the Provincial Party Committee; Provincial Party Committee Deputy Secretary
Bí thư Thành ủy = Municipal Party Committee Secretary; Secretary of the Municipal Party Committee; City Party Committee Secretary; Secretary of the City Party Committee
Phó Bí thư Thành ủy = Deputy Secretary of the Municipal Party Committee; Municipal Party Committee Deputy Secretary; Deputy Secretary of the City Party Committee
Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam; Ủy ban Trung ương MTTQ Việt Nam; Ủy ban TƯ MTTQ Việt Nam = Vietnam Fatherland Front Central Committee; Central Committee of the Vietnam Fatherland Front; VFF Central Committee
Bí thư thứ nhất Trung ương Đoàn = First Secretary of the Ho Chi Minh Communist Youth Union Central Committee; First Secretary of the Youth Union Central Committee
Hội Nông dân Việt Nam = Vietnam Farmers' Union; Viet Nam Farmers' Union; VFU
Hội Cựu chiến binh Việt Nam = War Veterans' Association of Vietnam; Vietnam War Veterans' Association; Vietnam Veterans' Association; Veterans' Association of Vietnam
Hội Chữ thập đỏ Việt Nam = Vietnam Red Cross Society; Vietnam Red Cross; VRCS
Hội Nhà báo Việt Nam = Vietnam Journalists' Association; Vietnam Journalists Association; VJA
Cộng hòa xã hội chủ nghĩa Việt Nam; CHXHCN Việt Nam = Socialist Republic of Vietnam; Socialist Republic of Viet Nam
Đảng Cộng sản Trung Quốc; ĐCS Trung Quốc = Communist Party of China; Chinese Communist Party; CPC; CCP
Đảng Nhân dân Cách mạng Lào; Đảng NDCM Lào = Lao People's Revolutionary Party; LPRP
Đảng Nhân dân Campuchia = Cambodian People's Party; CPP
Đảng Lao động Triều Tiên = Workers' Party of Korea; WPK
Quốc vụ viện = State Council
Đại hội đại biểu nhân dân toàn quốc Trung Quốc; Đại hội đại biểu nhân dân toàn quốc; Nhân đại toàn quốc = National People's Congress; NPC
Hội nghị Chính trị Hiệp thương Nhân dân Trung Quốc; Hội nghị Hiệp thương Chính trị Nhân dân Trung Quốc = Chinese People's Political Consultative Conference; CPPCC
Công an nhân dân; CAND = People's Public Security
Cơ quan An ninh điều tra; Cơ quan ANĐT = Security Investigation Agency; Investigation Security Agency
Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao; Cục An ninh mạng và phòng chống tội phạm sử dụng công nghệ cao = Department of Cybersecurity and High-Tech Crime Prevention; Department of Cyber Security and High-Tech Crime Prevention; Department of Cybersecurity and High-Tech Crime Prevention and Control
Cục Quản lý xuất nhập cảnh = Immigration Department; Department of Immigration
Phòng Cảnh sát giao thông; Phòng CSGT = Traffic Police Division; Traffic Police Office; Traffic Police Department
Phòng Cảnh sát hình sự; Phòng CSHS = Criminal Police Division; Criminal Police Office; Criminal Police Department
Cảnh sát cơ động; CSCĐ = Mobile Police
Bộ Tư lệnh Bộ đội Biên phòng; Bộ Tư lệnh BĐBP = Border Guard Command; Border Guard High Command; High Command of the Border Guard
Bộ Tư lệnh Cảnh sát biển = Coast Guard Command; Coast Guard High Command; High Command of the Coast Guard
Bộ Tổng Tham mưu = General Staff
Bộ Tổng Tham mưu liên quân; Hội đồng Tham mưu trưởng liên quân = Joint Chiefs of Staff; JCS
Tổng Tham mưu trưởng = Chief of the General Staff; Chief of General Staff
Phó Tổng Tham mưu trưởng = Deputy Chief of the General Staff; Deputy Chief of General Staff
Tổng cục Chính trị Quân đội nhân dân Việt Nam; Tổng cục Chính trị QĐND Việt Nam = General Department of Politics of the Vietnam People's Army; Vietnam People's Army's General Department of Politics; VPA General Department of Politics
Quân chủng Phòng không - Không quân; Quân chủng Phòng không-Không quân; Quân chủng PK-KQ = Air Defense - Air Force Service; Air Defence - Air Force Service
Hải quân nhân dân Việt Nam = Vietnam People's Navy; Viet Nam People's Navy
Quân Giải phóng Nhân dân Trung Quốc = Chinese People's Liberation Army; People's Liberation Army; PLA
Lực lượng Phòng vệ Israel = Israel Defense Forces; Israeli Defense Forces; IDF
Lực lượng Vệ binh Cách mạng Hồi giáo Iran; Lực lượng Vệ binh Cách mạng Hồi giáo; Vệ binh Cách mạng Hồi giáo Iran; Vệ binh Cách mạng Hồi giáo = Islamic Revolutionary Guard Corps; Islamic Revolutionary Guards Corps; IRGC; Revolutionary Guards
Hội đồng An ninh Quốc gia Tối cao Iran; Hội đồng An ninh Quốc gia Tối cao = Supreme National Security Council; SNSC
Hội đồng xét xử; HĐXX = trial panel; panel of judges; judging panel
Tòa án nhân dân cấp cao; TAND cấp cao = High-level People's Court; Superior People's Court; High People's Court
Viện kiểm sát nhân dân cấp cao; VKSND cấp cao = High-level People's Procuracy; Superior People's Procuracy; High People's Procuracy
Tòa án Hình sự Quốc tế = International Criminal Court; ICC
Tòa án Công lý Quốc tế = International Court of Justice; ICJ
Tòa Trọng tài Thường trực = Permanent Court of Arbitration; PCA
Tổng Lãnh sự quán = Consulate General; Consulate-General
Tổng Lãnh sự = Consul General; Consul-General
Ủy ban Nhà nước về người Việt Nam ở nước ngoài = State Committee for Overseas Vietnamese Affairs; State Commission for Overseas Vietnamese Affairs; SCOV
Bộ Ngoại giao Mỹ; Bộ Ngoại giao Hoa Kỳ = US State Department; U.S. State Department; US Department of State; U.S. Department of State; State Department
Ngoại trưởng Mỹ; Ngoại trưởng Hoa Kỳ = US Secretary of State; U.S. Secretary of State; Secretary of State
Bộ Tài chính Mỹ; Bộ Tài chính Hoa Kỳ = US Treasury Department; U.S. Treasury Department; US Department of the Treasury; U.S. Department of the Treasury; US Treasury; Treasury Department
Bộ trưởng Tài chính Mỹ; Bộ trưởng Tài chính Hoa Kỳ; Bộ trưởng Bộ Tài chính Mỹ = US Treasury Secretary; U.S. Treasury Secretary; US Secretary of the Treasury; Treasury Secretary
Bộ Tư pháp Mỹ; Bộ Tư pháp Hoa Kỳ = US Justice Department; U.S. Justice Department; US Department of Justice; U.S. Department of Justice; Justice Department
Bộ Thương mại Mỹ; Bộ Thương mại Hoa Kỳ = US Commerce Department; U.S. Commerce Department; US Department of Commerce; U.S. Department of Commerce; Commerce Department
Bộ An ninh Nội địa Mỹ; Bộ An ninh Nội địa Hoa Kỳ = US Department of Homeland Security; U.S. Department of Homeland Security; Department of Homeland Security; DHS
Đại diện Thương mại Mỹ; Đại diện Thương mại Hoa Kỳ = US Trade Representative; U.S. Trade Representative; USTR
Tòa án Tối cao Mỹ; Tòa án Tối cao Hoa Kỳ; Tòa Tối cao Mỹ = US Supreme Court; U.S. Supreme Court
Quốc hội Mỹ; Quốc hội Hoa Kỳ = US Congress; U.S. Congress
Hạ viện Mỹ; Hạ viện Hoa Kỳ = US House of Representatives; U.S. House of Representatives; US House
Thượng viện Mỹ; Thượng viện Hoa Kỳ = US Senate; U.S. Senate
Cục Dự trữ Liên bang Mỹ; Cục Dự trữ Liên bang Hoa Kỳ = US Federal Reserve; U.S. Federal Reserve; Federal Reserve
Cục Điều tra Liên bang Mỹ; Cục Điều tra Liên bang = Federal Bureau of Investigation; US Federal Bureau of Investigation; FBI
Cơ quan Tình báo Trung ương Mỹ = US Central Intelligence Agency; U.S. Central Intelligence Agency; Central Intelligence Agency; CIA
Bộ Tư lệnh Trung tâm Mỹ; Bộ Chỉ huy Trung tâm Mỹ = US Central Command; U.S. Central Command; CENTCOM
Cục Quản lý Thực phẩm và Dược phẩm Mỹ; Cơ quan Quản lý Thực phẩm và Dược phẩm Mỹ = US Food and Drug Administration; U.S. Food and Drug Administration; FDA
Lầu Năm Góc = Pentagon
Duma Quốc gia Nga; Đuma Quốc gia Nga; Duma Quốc gia; Đuma Quốc gia = State Duma; Russian State Duma
Đại hội đồng Liên Hợp Quốc; Đại hội đồng Liên Hiệp Quốc; Đại hội đồng LHQ = United Nations General Assembly; UN General Assembly; U.N. General Assembly; UNGA
Hội đồng Nhân quyền Liên Hợp Quốc; Hội đồng Nhân quyền Liên Hiệp Quốc; Hội đồng Nhân quyền LHQ = United Nations Human Rights Council; UN Human Rights Council; UNHRC
Hiến chương Liên Hợp Quốc; Hiến chương Liên Hiệp Quốc; Hiến chương LHQ = United Nations Charter; UN Charter; Charter of the United Nations
Công ước Liên Hợp Quốc về Luật Biển; Công ước của Liên Hợp Quốc về Luật Biển; Công ước LHQ về Luật Biển = United Nations Convention on the Law of the Sea; UN Convention on the Law of the Sea; UNCLOS
Chương trình Phát triển Liên Hợp Quốc; Chương trình Phát triển LHQ = United Nations Development Programme; United Nations Development Program; UN Development Programme; UNDP
Chương trình Lương thực Thế giới = World Food Programme; World Food Program; WFP
Tổ chức Lương thực và Nông nghiệp Liên Hợp Quốc; Tổ chức Nông Lương Liên Hợp Quốc; Tổ chức Nông nghiệp và Lương thực Liên Hợp Quốc = Food and Agriculture Organization of the United Nations; UN Food and Agriculture Organization; Food and Agriculture Organization; FAO
Quỹ Nhi đồng Liên Hợp Quốc; Quỹ Nhi đồng LHQ = United Nations Children's Fund; UN Children's Fund; UNICEF
Cơ quan Năng lượng Nguyên tử Quốc tế = International Atomic Energy Agency; IAEA
Cơ quan Năng lượng Quốc tế = International Energy Agency; IEA
Tổ chức Lao động Quốc tế = International Labour Organization; International Labor Organization; International Labour Organisation; ILO
Tổ chức Hợp tác và Phát triển Kinh tế = Organization for Economic Cooperation and Development; Organisation for Economic Co-operation and Development; OECD
Tổ chức Hợp tác Thượng Hải = Shanghai Cooperation Organization; Shanghai Cooperation Organisation; SCO
Tổ chức Hiệp ước Bắc Đại Tây Dương = North Atlantic Treaty Organization; NATO
Tổ chức Cảnh sát Hình sự Quốc tế = International Criminal Police Organization; Interpol
Ủy ban châu Âu = European Commission; EC
Nghị viện châu Âu = European Parliament; EP
Ngân hàng Trung ương châu Âu = European Central Bank; ECB
Liên minh châu Phi = African Union; AU
Liên đoàn Arab; Liên đoàn Ả Rập; Liên đoàn các quốc gia Arab = Arab League; League of Arab States
Ủy ban Chữ thập đỏ Quốc tế; Ủy ban Quốc tế Chữ thập đỏ = International Committee of the Red Cross; ICRC
Diễn đàn Kinh tế Thế giới = World Economic Forum; WEF
Ủy ban Chứng khoán Nhà nước; UBCKNN = State Securities Commission; State Securities Commission of Vietnam; SSC
Liên đoàn Thương mại và Công nghiệp Việt Nam; Phòng Thương mại và Công nghiệp Việt Nam = Vietnam Chamber of Commerce and Industry; Viet Nam Chamber of Commerce and Industry; VCCI
Bảo hiểm xã hội Việt Nam; BHXH Việt Nam = Vietnam Social Security; Viet Nam Social Security; VSS
Trung tâm Dự báo Khí tượng Thủy văn Quốc gia; Trung tâm Dự báo KTTV Quốc gia = National Center for Hydro-Meteorological Forecasting; National Centre for Hydro-Meteorological Forecasting; National Center for Hydrometeorological Forecasting; NCHMF
"""
#: Ranks, which stand before a name as one with it.
RANKS: Final = """
Đại tướng = General; Gen.
Thượng tướng = Senior Lieutenant General; Sen. Lt. Gen.; Senior Lt. Gen.; Senior Lieutenant-General; Colonel General; Col. Gen.
Trung tướng = Lieutenant General; Lt. Gen.; Lieutenant-General
Thiếu tướng = Major General; Maj. Gen.; Major-General
Đại tá = Colonel; Senior Colonel; Col.
Thượng tá = Senior Lieutenant Colonel; Lieutenant Colonel; Sen. Lt. Col.
Trung tá = Lieutenant Colonel; Lt. Col.
Thiếu tá = Major; Maj.
Đại úy = Captain; Senior Captain; Capt.
Thượng úy = Senior Lieutenant; First Lieutenant; Sen. Lt.; Lieutenant
Trung úy = Lieutenant; First Lieutenant; Lt.
Thiếu úy = Second Lieutenant; Junior Lieutenant
Chuẩn tướng = Brigadier General; Brig. Gen.
Đô đốc = Admiral; Adm.
Phó Đô đốc = Vice Admiral; Vice Adm.
Chuẩn Đô đốc = Rear Admiral; Rear Adm.
"""
#: Names of another spelling, without an article.
NAMES: Final = """
Thành phố Hồ Chí Minh; TP Hồ Chí Minh; TP. Hồ Chí Minh; TP.HCM; TP HCM; TPHCM; Tp.HCM; TP. HCM = Ho Chi Minh City; HCM City; HCMC
"""


#: What stands before a country in its long name, and the countries whose short name says the same.
LONG_NAMES: Final = """
Cộng hòa Nhân dân; CHND = Trung Hoa
Cộng hòa Dân chủ Nhân dân; CHDCND = Lào; Triều Tiên
Cộng hòa Liên bang; CHLB = Đức; Brazil; Nigeria
Cộng hòa Hồi giáo = Iran; Pakistan; Mauritania
Liên bang = Nga
Hợp chúng quốc = Hoa Kỳ; Mỹ
Nhà nước = Kuwait; Qatar; Israel
Vương quốc = Campuchia; Thái Lan; Bỉ; Hà Lan; Tây Ban Nha; Thụy Điển; Đan Mạch; Na Uy; Saudi Arabia; Maroc; Bahrain; Jordan
Cộng hòa = Angola; Argentina; Armenia; Áo; Ấn Độ; Azerbaijan; Ba Lan; Belarus; Bulgaria; Chile; Croatia; Cuba; Hàn Quốc; \
Hungary; Hy Lạp; Indonesia; Italia; Italy; Kazakhstan; Mozambique; Nam Phi; Peru; Phần Lan; Pháp; Philippines; Romania; \
Serbia; Singapore; Slovakia; Thổ Nhĩ Kỳ; Ukraine; Uzbekistan
"""
#: After these the long name is part of another: "đảng Cộng hòa", "Vệ binh Cộng hòa", "Cảnh sát Liên bang".
_NO_COUNTRY: Final = (
    "ảng;sĩ;nghị viên;hững người;Nhân dân;ệ binh;ngũ;nền;phe;ảo vệ;phái;sát;An ninh;Hội đồng;Tòa án".split(";")
)


@lru_cache(maxsize=1)
def long_names() -> re.Pattern[str]:
    """Long names of countries, as they stand alone; one group holds the short name."""
    kinds = parse(LONG_NAMES).items()
    # "Cộng hòa nhân dân", but not "ngân sách liên bang Nga"
    spelled = (rf"{kind[0]}(?i:{kind[1:]})\s({'|'.join(countries)})" for kind, countries in kinds)
    before = "".join(rf"(?<!{word} )" for word in _NO_COUNTRY)
    return re.compile(rf"(?<![\w.]){before}(?:{'|'.join(spelled)})\b")


def parse(block: str) -> dict[str, tuple[str, ...]]:
    """Vietnamese form → English forms, of lines ``vi; vi = en; en``.

    >>> parse("Đại tướng = General; Gen.")
    {'Đại tướng': ('General', 'Gen.')}
    """
    found = {}
    for line in block.strip().splitlines():
        left, _, right = line.partition(" = ")
        forms = tuple(form.strip() for form in right.split(";"))
        found.update({form.strip(): forms for form in left.split(";")})
    return found


@lru_cache(maxsize=1)
def terms() -> dict[str, tuple[str, ...]]:
    """All terms, those of the ministries and their ministers written out."""
    found = parse(TERMS)
    for name, forms in parse(MINISTRIES).items():
        plain = [f.replace(" and ", joint) for f in forms for joint in (" and ", " & ")]
        for before, english in (
            ("Bộ", "Ministry of {}"),
            ("Bộ trưởng Bộ", "Minister of {}"),
            ("Bộ trưởng", "Minister of {}"),
            ("Thứ trưởng Bộ", "Deputy Minister of {}"),
            ("Thứ trưởng", "Deputy Minister of {}"),
            ("Sở", "Department of {}"),
        ):
            if before == "Sở" and name in ("Công an", "Ngoại giao"):
                continue
            kind = english.split(" of")[0]
            head, _, rank = kind.rpartition(" ")
            short = [f"{head} {f} {rank}".strip() for f in plain]
            found[f"{before} {name}"] = tuple(dict.fromkeys([*(english.format(f) for f in plain), *short]))
    return found
